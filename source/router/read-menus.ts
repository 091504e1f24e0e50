import {AppError, display} from '../diagnostics/index.js';
import type {RowIds, Sights} from '../plan/index.js';
import {sightCommand} from '../plan/index.js';
import type {Configuration, Entry, Menu} from '../routeros/model/index.js';
import {entriesOf, fromExport} from '../routeros/model/index.js';
import {quoteString} from '../routeros/syntax/index.js';
import type {Transport} from '../transport/transport.js';
import {longestLine, recordsOf, run, together} from './console.js';

/** Which rows of a menu are in its export, for counting. Menus that are not here have built-in rows or none to count. */
const exported: Readonly<Record<string, string>> = {
	'/interface/list': '!builtin and !dynamic',
	'/interface/list/member': '!dynamic',
	'/interface/wireguard': '',
	'/interface/wireguard/peers': '!dynamic',
	'/ip/address': '!dynamic',
	'/ip/route': '!dynamic',
	'/ipv6/route': '!dynamic',
	'/routing/table': '!dynamic',
	'/ip/firewall/address-list': '!dynamic',
	'/ipv6/firewall/address-list': '!dynamic',
	'/ip/firewall/filter': '!dynamic',
	'/ipv6/firewall/filter': '!dynamic',
	'/ip/firewall/nat': '!dynamic',
	'/ipv6/firewall/nat': '!dynamic',
	'/ip/firewall/mangle': '!dynamic',
	'/ipv6/firewall/mangle': '!dynamic',
	'/ip/firewall/raw': '!dynamic',
	'/ipv6/firewall/raw': '!dynamic',
	'/ip/pool': '',
	'/queue/simple': '!dynamic',
	'/queue/tree': '',
	'/system/script': '',
	'/system/scheduler': '',
	'/tool/netwatch': '',
};

const counting = (menu: Menu): string => {
	const condition = exported[menu];
	return condition === undefined ? '"-"' : `[:len [${menu}/find${condition === '' ? '' : ` where ${condition}`}]]`;
};

/** After each export: how many rows it must have had. Nothing in an export can look like it, they have no control characters. */
const readCommand = (menu: Menu): string => `${menu}/export terse hide-sensitive; :put ("\\1E" . ${counting(menu)} . "\\1E")`;

const readLine = (menus: readonly Menu[]): string => menus.map(readCommand).join('; ');

/** As many menus a line as fit. */
const portionsOf = (menus: readonly Menu[]): readonly (readonly Menu[])[] => {
	const portions: Menu[][] = [];
	for (const menu of menus) {
		const last = portions.at(-1);
		if (last === undefined || readLine([...last, menu]).length > longestLine) {
			portions.push([menu]);
		} else {
			last.push(menu);
		}
	}

	return portions;
};

const incomplete = (menu: Menu, why: string): AppError =>
	new AppError('menu-unreadable', `The menu ${menu} of the router could not be read: ${why}.`, {
		hint: 'Nothing was changed. Try again; if it stays, look at the log of the router.',
	});

const readOne = (menu: Menu, text: string, count: string): readonly Entry[] => {
	const parsed = fromExport(text);
	if (!parsed.ok) {
		throw incomplete(menu, parsed.diagnostics[0]?.message ?? 'its export makes no sense');
	}

	const problem = parsed.value.problems.find(({severity}) => severity === 'error');
	if (problem !== undefined) {
		throw incomplete(menu, problem.message);
	}

	const entries = entriesOf(parsed.value.configuration, menu);
	if (count !== '-' && Number(count) !== entries.length) {
		throw incomplete(menu, `its export has ${entries.length} rows, but there are ${display(count)}`);
	}

	// Lines of such pieces would tell nobody anything.
	return entries.map(({line: _line, ...entry}) => entry);
};

/** Reads some menus whole, or fails: an unreadable menu is never taken for an empty one. */
export const readMenus = async (transport: Transport, menus: readonly Menu[], options: {readonly signal?: AbortSignal} = {}): Promise<Configuration> => {
	const read: Record<Menu, readonly Entry[]> = {};
	const readSome = async (some: readonly Menu[]): Promise<void> => {
		const parts = (await run(transport, readLine(some), 'to export its configuration', {...options, timeout: 120_000})).split('\u001E');
		for (const [index, menu] of some.entries()) {
			const [text, count] = [parts[index * 2], parts[index * 2 + 1]];
			if (text === undefined || count === undefined) {
				throw incomplete(menu, 'its export was cut off');
			}

			read[menu] = readOne(menu, text, count.trim());
		}
	};

	await together(...portionsOf(menus).map(readSome));
	// In the order asked for, whichever came first.
	return {menus: Object.fromEntries(menus.map((menu) => [menu, read[menu] ?? []]))};
};

/** Public keys of the router's WireGuard interfaces by name: all that it shows of their private keys. */
export const readPublicKeys = async (transport: Transport): Promise<ReadonlyMap<string, string>> => {
	const line = ':foreach i in=[/interface/wireguard/find] do={ :put ([/interface/wireguard/get $i name] . "\\1F" . [/interface/wireguard/get $i public-key] . "\\1E") }';
	return new Map(recordsOf(await run(transport, line, 'to show its WireGuard keys')).map(([name = '', key = '']) => [name, key]));
};

/** The router's own ids of a profile's rows in some menus, by their comments. */
export const readIds = async (transport: Transport, menus: readonly Menu[], profile: string): Promise<RowIds> => {
	const readOf = async (menu: Menu): Promise<readonly [Menu, ReadonlyMap<string, string>]> => {
		const line = `:foreach i in=[${menu}/find where comment~${quoteString(`^detour:${profile}:`)}] do={ :put ($i . "\\1F" . [${menu}/get $i comment] . "\\1E") }`;
		const records = recordsOf(await run(transport, line, 'to name its rows', {timeout: 120_000}));
		return [menu, new Map(records.flatMap(([id = '', comment = '']) => (/^\*[\dA-F]+$/i.test(id) ? [[comment, id] as const] : [])))];
	};
	return new Map(await together(...menus.map(readOf)));
};

/** How the router tells the rules of some menus. */
export const readSights = async (transport: Transport, menus: readonly Menu[]): Promise<Sights> => {
	const readOf = async (menu: Menu): Promise<readonly [Menu, readonly string[]]> => {
		const records = recordsOf(await run(transport, sightCommand(menu), 'to tell its rules', {timeout: 120_000}));
		return [menu, records.map(([told = '']) => told)];
	};
	return new Map(await together(...menus.map(readOf)));
};
