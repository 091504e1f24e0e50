import type {Secret} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import {formatRelease} from '../facts/index.js';
import type {Entry} from '../routeros/model/index.js';
import {addCommand, setCommand} from '../routeros/model/index.js';
import type {Fragment} from './fragment.js';
import {ascii} from './own.js';
import {placedBlock, placeKey} from './place-script.js';

export type RenderOptions = {
	readonly facts: Facts;
	/** Real values for the secrets; without them `<secret>` stands in their place. */
	readonly secrets?: ReadonlyMap<string, Secret>;
};

const widest = 100;

/** Comment lines, broken between words. */
const remark = (text: string): readonly string[] => {
	const lines = [''];
	for (const word of ascii(text.replace(/[“”]/g, '"').replace(/’/g, "'")).split(' ')) {
		const line = lines.at(-1) ?? '';
		if (line !== '' && line.length + word.length + 3 > widest) {
			lines.push(word);
		} else {
			lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
		}
	}

	return lines.map((line) => `# ${line}`);
};

/** What an entry is there for; rows of one list are alike: its role, without the item. */
const kindOf = ({menu, owner = ''}: Entry): string => `${menu} ${owner.split('.').slice(-2).join('.')}`;

/** Entries for one place come together where the first of them stands; a place looked up again would find the first ones there. */
const blocks = (entries: readonly Entry[]): readonly (readonly Entry[])[] => {
	const made: Entry[][] = [];
	const byPlace = new Map<string, Entry[]>();
	for (const entry of entries) {
		const key = placeKey(entry);
		const known = key === '' ? undefined : byPlace.get(key);
		if (known === undefined) {
			const block = [entry];
			byPlace.set(key, block);
			made.push(block);
		} else {
			known.push(entry);
		}
	}

	return made;
};

const header = ({profile, assumptions}: Fragment, {facts, secrets}: RenderOptions, hasSecrets: boolean): readonly string[] => [
	...remark(`Detour: profile ${profile}, for RouterOS ${formatRelease(facts.release)}${facts.source === 'assumed' ? '' : ` on ${facts.identity}`}.`),
	...remark('Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.'),
	...(hasSecrets ? remark(secrets === undefined ? 'Keys are left out: put them where it says <secret>.' : 'This file holds keys: keep it to yourself.') : []),
	...assumptions.flatMap((assumption) => remark(`Assumed: ${assumption}`)),
];

/** The script that a person would import: with the reason of each group, places looked up on the router, keys left out. */
export const render = (fragment: Fragment, options: RenderOptions): string => {
	const why = new Map(fragment.explanations.map((explanation) => [explanation.owner, explanation.why]));
	const secretsOf = (entry: Entry): Readonly<Record<string, string>> =>
		Object.fromEntries(fragment.secrets.filter(({owner}) => owner === entry.owner).map(({property, ref}) => [property, options.secrets?.get(ref)?.reveal() ?? '<secret>']));
	let said = '';
	const explained = (entry: Entry): readonly string[] => {
		const kind = kindOf(entry);
		const isNew = kind !== said;
		said = kind;
		return isNew ? remark(why.get(entry.owner ?? '') ?? '') : [];
	};
	const commands = (entry: Entry, placeBefore?: string): readonly string[] => [
		...explained(entry),
		[addCommand(entry, secretsOf(entry)), ...(placeBefore === undefined ? [] : [placeBefore])].join(' '),
	];
	const lines = blocks(fragment.entries).flatMap((block) =>
		block.some((entry) => placeKey(entry) === '') ? block.flatMap((entry) => commands(entry)) : placedBlock(block, commands, options.facts),
	);
	const adjustments = fragment.adjustments.flatMap(({menu, find, set, why: reason}) => [...remark(reason), setCommand(menu, find, set)]);
	return [...header(fragment, options, fragment.secrets.length > 0), '', ...lines, ...adjustments, ''].join('\n');
};
