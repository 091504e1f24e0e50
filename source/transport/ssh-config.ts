import {isHost, parsePort} from '../net/index.js';

/** A host of somebody's `~/.ssh/config`, as far as it can be used. */
export type SshHost = {
	/** What it is called there. */
	readonly alias: string;
	readonly host: string;
	readonly port: number;
	readonly user?: string;
	/** The path of a private key, as it is written. */
	readonly identity?: string;
	/** It is reached over this one. */
	readonly jump?: string;
};

type Block = {readonly patterns: readonly string[]; readonly settings: Map<string, string>};

const wanted = new Set(['hostname', 'port', 'user', 'identityfile', 'proxyjump', 'proxycommand']);

/** `Keyword value`, `Keyword=value`; a value may stand in double quotes (ssh_config(5)). */
const setting = /^\s*([a-z]+)(?:\s*=\s*|\s+)(?:"([^"]*)"|(.*?))\s*$/i;

const include = /^\s*include(?:\s*=\s*|\s+)(.*)$/i;
const blockHead = /^\s*(?:host|match)[\s=]/i;

/** The text with the files that it includes in their places; after them the block goes on in which they were named, that of `under` at first. */
export const withIncludes = async (text: string, filesOf: (pattern: string, under: string) => Promise<readonly string[]>, under = 'Host *'): Promise<string> => {
	const lines: string[] = [];
	let head = under;
	for (const line of text.split(/\r?\n/)) {
		const patterns = include.exec(line)?.[1];
		if (patterns === undefined) {
			head = blockHead.test(line) ? line : head;
			lines.push(line);
			continue;
		}

		for (const [, quoted, bare = ''] of patterns.matchAll(/"([^"]*)"|(\S+)/g)) {
			for (const included of await filesOf(quoted ?? bare, head)) {
				lines.push(await withIncludes(included, filesOf, head));
			}
		}

		lines.push(head);
	}

	return lines.join('\n');
};

/** Blocks in their order; what stands before the first `Host` is for all. What only `Match` would tell is for nobody. */
const blocksOf = (text: string): readonly Block[] => {
	const blocks: Block[] = [{patterns: ['*'], settings: new Map()}];
	for (const line of text.split(/\r?\n/)) {
		const [, keyword = '', quoted, bare = ''] = /^\s*(?:#|$)/.test(line) ? [] : (setting.exec(line) ?? []);
		const key = keyword.toLowerCase();
		const value = quoted ?? bare;
		if (key === 'host' || key === 'match') {
			blocks.push({patterns: key === 'match' ? [] : value.split(/\s+/).map((pattern) => pattern.replaceAll('"', '')), settings: new Map()});
		} else if (wanted.has(key) && blocks.at(-1)?.settings.has(key) === false) {
			blocks.at(-1)?.settings.set(key, value);
		}
	}

	return blocks;
};

/** What `*` and `?` of a pattern stand for; all else stands for itself. */
export const globOf = (pattern: string): RegExp =>
	new RegExp(
		`^${pattern
			.replace(/[.+^${}()|[\]\\]/g, '\\$&')
			.replaceAll('*', '.*')
			.replaceAll('?', '.')}$`,
	);

const matches = (alias: string, patterns: readonly string[]): boolean =>
	patterns.some((pattern) => !pattern.startsWith('!') && globOf(pattern).test(alias)) &&
	!patterns.some((pattern) => pattern.startsWith('!') && globOf(pattern.slice(1)).test(alias));

/** The hosts that are named one by one. Like `ssh`, the first value found for a host counts. What is no host, user or port is left out. */
export const parseSshConfig = (text: string): readonly SshHost[] => {
	const blocks = blocksOf(text);
	const aliases = [...new Set(blocks.flatMap(({patterns}) => patterns))].filter((pattern) => /^[\w.:-]{1,253}$/.test(pattern));
	return aliases.flatMap((alias): readonly SshHost[] => {
		const value = (key: string): string | undefined => blocks.find(({patterns, settings}) => settings.has(key) && matches(alias, patterns))?.settings.get(key);
		const host = (value('hostname') ?? alias).replaceAll(/%[%h]/g, (token) => (token === '%h' ? alias : '%'));
		const port = parsePort(value('port') ?? '22');
		const user = value('user');
		const identity = value('identityfile');
		const jump = [value('proxyjump'), value('proxycommand')].find((one) => one !== undefined && one.toLowerCase() !== 'none');
		return !isHost(host) || port === undefined || (user !== undefined && !/^[\w.@+-]{1,64}$/.test(user))
			? []
			: [{alias, host, port, ...(user === undefined ? {} : {user}), ...(identity === undefined || identity === 'none' ? {} : {identity}), ...(jump === undefined ? {} : {jump})}];
	});
};
