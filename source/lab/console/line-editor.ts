import type {Key} from './keys.js';

/** What a key press does to the line being typed. */
export type Edit = {readonly text: string; readonly cursor: number};

export const emptyLine: Edit = {text: '', cursor: 0};

const lastWidth = (text: string): number => (/[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text) ? 2 : 1);

/** The line after a key that edits it. */
export const edit = ({text, cursor}: Edit, key: Key): Edit => {
	switch (key.kind) {
		case 'text':
			return {text: text.slice(0, cursor) + key.text + text.slice(cursor), cursor: cursor + key.text.length};
		case 'erase': {
			const width = lastWidth(text.slice(0, cursor));
			return cursor === 0 ? {text, cursor} : {text: text.slice(0, cursor - width) + text.slice(cursor), cursor: cursor - width};
		}

		case 'delete':
			return {text: text.slice(0, cursor) + text.slice(cursor + 1), cursor};
		case 'kill':
			return {text: text.slice(cursor), cursor: 0};
		case 'kill-end':
			return {text: text.slice(0, cursor), cursor};
		case 'left':
			return {text, cursor: Math.max(0, cursor - 1)};
		case 'right':
			return {text, cursor: Math.min(text.length, cursor + 1)};
		case 'home':
			return {text, cursor: 0};
		case 'line-end':
			return {text, cursor: text.length};
		default:
			return {text, cursor};
	}
};
