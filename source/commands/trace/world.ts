import {AppError, didYouMean, display, exitCodes} from '../../diagnostics/index.js';
import type {World} from '../../facts/index.js';
import type {Ip} from '../../net/index.js';
import {parseDomainName, parseIp} from '../../net/index.js';
import {uplinkInterfaces, worldOf} from '../../proof/index.js';
import {entriesOf} from '../../routeros/model/index.js';
import {unresolvedNames} from '../../simulator/index.js';
import type {Input} from '../command.js';
import type {Source} from './source.js';

/** Names of interfaces that a configuration or its facts tell of. */
const interfacesOf = ({facts, configuration}: Source): readonly string[] => [
	...new Set([
		...facts.interfaces.map(({name}) => name),
		...facts.addresses.map((row) => row.interface),
		...Object.keys(configuration.menus)
			.filter((menu) => /^\/interface\/(?!list)/.test(menu))
			.flatMap((menu) => entriesOf(configuration, menu as `/${string}`).flatMap(({properties}) => properties.name ?? [])),
	]),
];

/** An uplink by its id, its last word or its title, or any interface by its name. */
const interfaceOf = (source: Source, word: string): string => {
	const uplinks = source.document?.uplinks ?? [];
	const uplink = uplinks.find(({id, title}) => [id, id.slice(id.indexOf('.') + 1), title].includes(word));
	const names = interfacesOf(source);
	const found = uplink === undefined ? names.find((name) => name === word) : uplinkInterfaces({uplinks}, source.configuration).get(uplink.id);
	if (found === undefined) {
		const near = didYouMean(word, [...names, ...uplinks.map(({title}) => title)]);
		throw new AppError('no-such-interface', `There is no uplink or interface "${display(word)}".`, {
			hint: near === undefined ? `There are: ${names.map(display).join(', ')}` : `Did you mean ${display(near)}?`,
			exitCode: exitCodes.usage,
		});
	}

	return found;
};

/** What a router says is down now. An export says nothing of it. */
const notRunning = ({facts}: Source): readonly string[] =>
	facts.source === 'router' ? facts.interfaces.filter(({running, disabled, slave}) => !running && !disabled && !slave).map(({name}) => name) : [];

/** `name=address,address`. */
const readNames = (words: readonly string[]): Readonly<Record<string, readonly Ip[]>> =>
	Object.fromEntries(
		words.map((word) => {
			const [text = '', list = ''] = word.split('=', 2);
			const name = parseDomainName(text);
			const addresses = list.split(',').map(parseIp);
			if (name === undefined || addresses.includes(undefined)) {
				throw new AppError('resolve', `--resolve ${display(word)} cannot be read.`, {
					hint: 'A name and its addresses: --resolve netflix.com=203.0.113.5',
					exitCode: exitCodes.usage,
				});
			}

			return [name, addresses.flatMap((address) => address ?? [])] as const;
		}),
	);

/** The world that was asked for, and the names that had to be taken to resolve to something else. */
export const readWorld = (source: Source, input: Input): {readonly world: World; readonly assumed: readonly string[]} => {
	const base = worldOf(source.facts, source.actual);
	const world: World = {
		...base,
		links: Object.fromEntries([...notRunning(source), ...input.list('down').map((word) => interfaceOf(source, word))].map((name) => [name, 'down'] as const)),
		names: readNames(input.list('resolve')),
	};
	const assumed = unresolvedNames(source.configuration, world);
	return {world: {...world, names: {...Object.fromEntries(assumed.map((name) => [name, []])), ...world.names}}, assumed};
};
