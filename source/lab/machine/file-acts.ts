import type {MenuCall} from '../contract.js';
import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, id, nothing, str} from '../value.js';
import type {Act} from './context.js';
import {longestContents} from './files.js';
import {text} from './given.js';
import {numbersOf, targets} from './rows.js';

const contentsOf = (call: MenuCall): Uint8Array => {
	const contents = text(call, 'contents') ?? '';
	if (Buffer.byteLength(contents) > longestContents) {
		throw new ScriptError('failure: contents too long');
	}

	return Buffer.from(contents);
};

const addFile: Act = (context, call): Value => {
	const name = text(call, 'name');
	if (name === undefined) {
		throw new ScriptError('Script Error: missing value(s) of argument(s) name');
	}

	if (context.disk.read(name) !== undefined) {
		throw new ScriptError('failure: file already exists');
	}

	if (text(call, 'type') === 'directory') {
		context.disk.makeDirectory(name);
	} else {
		context.disk.write(name, contentsOf(call));
	}

	return id(context.disk.read(name)?.id ?? '');
};

const setFile: Act = (context, call): Value => {
	for (const view of targets(context, call, numbersOf(call))) {
		const current = view.properties.name ?? '';
		if (call.named.has('contents')) {
			context.disk.write(current, contentsOf(call));
		}

		const renamed = text(call, 'name');
		if (renamed !== undefined && !context.disk.rename(current, renamed)) {
			throw new ScriptError('failure: file already exists');
		}
	}

	return nothing;
};

const removeFile: Act = (context, call): Value => {
	for (const view of targets(context, call, numbersOf(call))) {
		context.disk.remove(view.properties.name ?? '');
	}

	return nothing;
};

const readFile: Act = (context, call): Value => {
	const file = context.disk.read(text(call, 'file') ?? '');
	const offset = Number(text(call, 'offset') ?? 0);
	const size = Number(text(call, 'chunk-size') ?? 32_768);
	if (file === undefined || !Number.isInteger(offset) || !Number.isInteger(size) || offset < 0 || size < 1 || size > 32_768) {
		throw new ScriptError(file === undefined ? 'no such item' : 'value of chunk-size out of range (1..32768)');
	}

	const data = Buffer.from(file.content.subarray(offset, offset + size)).toString('utf8');
	return array([], new Map([['data', str(data)]]));
};

export const fileActs: Readonly<Record<string, Act>> = {'/file add': addFile, '/file set': setFile, '/file remove': removeFile, '/file read': readFile};
