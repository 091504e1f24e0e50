import type {ClientFacts} from '../../facts/index.js';
import {partOf} from '../../policy/index.js';
import type {Menu} from '../../routeros/model/index.js';
import type {Context} from '../context.js';
import type {Adjustment} from '../fragment.js';
import {keyPart} from '../names.js';
import type {Own} from '../own.js';
import {killOf} from './lines.js';

/** Names that have to be known before the tunnel is up are asked for where that is possible: by a line. */
export const killSwitchNames = (context: Context): readonly Own[] =>
	killOf(context).flatMap(({id, lookup}) =>
		lookup === undefined
			? []
			: lookup.names.map(
					(name): Own => ({
						id: `${partOf(id)}.${keyPart(name)}`,
						role: 'lookup',
						family: 4,
						menu: '/ip/dns/static',
						properties: {name, type: 'FWD', 'forward-to': lookup.resolver},
						place: {kind: 'last'},
						note: 'asked by the line',
						why: `The tunnel is not up before ${name} is known, so ${lookup.resolver} is asked for it by the line, and for nothing else.`,
						without: 'The question would wait for the tunnel, and the tunnel for the answer.',
					}),
				),
	);

/** Where each kind of client keeps whether it takes the line's resolvers along. */
const clientMenus: Readonly<Record<Exclude<ClientFacts['kind'], 'lte'>, readonly [Menu, string]>> = {
	dhcp: ['/ip/dhcp-client', 'interface'],
	dhcp6: ['/ipv6/dhcp-client', 'interface'],
	pppoe: ['/interface/pppoe-client', 'name'],
};

/** The router asks resolvers beyond the tunnel, and none that a line brings along: those are used at times even beside others (manual, DNS). */
export const killSwitchAdjustments = (context: Context): readonly Adjustment[] =>
	killOf(context).flatMap(({upstream, through}) => [
		...(upstream.length === 0
			? []
			: [
					{
						menu: '/ip/dns' as const,
						find: {},
						set: {servers: upstream.join(',')},
						why: `The router asks ${upstream.join(' and ')} through ${through.title}; your provider's resolver would be told every name, or not answer from there.`,
					},
				]),
		...(context.facts.clients ?? []).flatMap(({kind, name}): readonly Adjustment[] => {
			if (kind === 'lte') {
				return [];
			}

			const [menu, by] = clientMenus[kind];
			return [
				{menu, find: {[by]: name}, set: {'use-peer-dns': 'no'}, why: `The resolvers that the line on ${name} brings along are not asked any more: they are your provider's.`},
			];
		}),
	]);
