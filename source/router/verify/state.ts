import {quoteString} from '../../routeros/syntax/index.js';
import {behaviours} from '../../routeros/versions/index.js';
import type {Transport} from '../../transport/transport.js';
import {longestLine, recordsOf, run, together} from '../console.js';
import {secondsOf} from '../guard-status.js';
import type {Subject} from './subject.js';

export type Route = {
	readonly destination: string;
	readonly table: string;
	readonly distance: number;
	readonly gateway: string;
	readonly isActive: boolean;
	readonly isProbed: boolean;
	/** Ours; otherwise an ordinary way out. */
	readonly isOwn: boolean;
};

/** What a router shows of how a profile does, read at one moment. */
export type State = {
	/** Seconds. */
	readonly uptime: number;
	readonly routes: readonly Route[];
	/** Own rules that name something which is not there: the router itself marks them so. */
	readonly invalid: readonly {readonly menu: string; readonly comment: string}[];
	/** Own rules, and those of them that packets have matched. */
	readonly rules: {readonly all: number; readonly matched: number};
	/** Seconds since the last handshake of each WireGuard interface with a peer; undefined where there was none. */
	readonly handshakes: ReadonlyMap<string, number | undefined>;
	/** Seconds until the router finds a gateway dead. */
	readonly gatewayDetection: number;
};

const mainDefault = (destination: string): string => `(dst-address="${destination}" and routing-table=main and active)`;

const routeNames = ['dst-address', 'routing-table', 'distance', 'gateway', 'active', 'check-gateway', 'comment'];

const routePiece = (menu: string, own: string, destination: string): string =>
	`:foreach i in=[${menu}/find where !disabled and (${own} or ${mainDefault(destination)})] do={ :local r [${menu}/get $i]; :put ("route" . ${routeNames
		.map((name) => `"\\1F" . [:tostr ($r->"${name}")]`)
		.join(' . ')} . "\\1E") }`;

const rulePieces = (menu: string, own: string): readonly string[] => [
	`:foreach i in=[${menu}/find where ${own} and !disabled and invalid] do={ :put ("invalid\\1F${menu}\\1F" . [${menu}/get $i comment] . "\\1E") }`,
	`:put ("rules\\1F" . [:len [${menu}/find where ${own} and !disabled]] . "\\1F" . [:len [${menu}/find where ${own} and !disabled and packets>0]] . "\\1E")`,
];

const handshakePiece =
	':foreach i in=[/interface/wireguard/peers/find where !disabled] do={ :local r [/interface/wireguard/peers/get $i]; :put ("peer\\1F" . [:tostr ($r->"interface")] . "\\1F" . [:tostr ($r->"last-handshake")] . "\\1E") }';

const detectionPiece =
	':local s [/routing/settings/get]; :put ("detection\\1F" . [:tostr ($s->"check-gateway-ping-interval")] . "\\1F" . [:tostr ($s->"check-gateway-ping-count")] . "\\1E")';

/** As few lines as a console takes. */
const packed = (pieces: readonly string[]): readonly string[] => {
	const lines: string[] = [];
	for (const piece of pieces) {
		const last = lines.at(-1);
		if (last === undefined || last.length + piece.length > longestLine) {
			lines.push(piece);
		} else {
			lines[lines.length - 1] = `${last}; ${piece}`;
		}
	}

	return lines;
};

const isTrue = (text: string | undefined): boolean => text === 'true' || text === 'yes';

/** A gateway is found dead after two lost pings, 10 s apart (docs/lab-notes/routing.md); both can be set from 7.21 on. */
const usualDetection = {interval: 10, count: 2};

const detectionOf = ([, interval = '', count = '']: readonly string[] = []): number =>
	(secondsOf(interval) || usualDetection.interval) * (Number(count) || usualDetection.count) + 2;

/** The last handshake with any peer of an interface. */
const handshakesOf = (peers: readonly (readonly string[])[]): State['handshakes'] => {
	const found = new Map<string, number | undefined>();
	for (const [, name = '', last = ''] of peers) {
		const known = found.get(name);
		const seconds = last === '' ? undefined : secondsOf(last);
		found.set(name, seconds === undefined || known === undefined ? (seconds ?? known) : Math.min(known, seconds));
	}

	return found;
};

/** Rows that wait to be taken away. */
const isTombstone = (comment: string): boolean => /^detour-old[:-]/.test(comment);

export const readState = async (transport: Transport, {profile, ruleMenus, gateways, facts}: Subject): Promise<State> => {
	const own = `comment~${quoteString(`detour:${profile}:`)}`;
	const pieces = [
		':put ("uptime\\1F" . [:tostr [/system/resource/get uptime]] . "\\1E")',
		...(gateways.length === 0 ? [] : [handshakePiece, ...(behaviours(facts.release).gatewayChecks ? [detectionPiece] : [])]),
		routePiece('/ip/route', own, '0.0.0.0/0'),
		routePiece('/ipv6/route', own, '::/0'),
		...ruleMenus.flatMap((menu) => rulePieces(menu, own)),
	];
	const records = (await together(...packed(pieces).map(async (line) => recordsOf(await run(transport, line, 'to tell how its rules and routes do'))))).flat();
	const of = (kind: string): readonly (readonly string[])[] => records.filter(([name]) => name === kind);
	const counts = of('rules');
	return {
		uptime: secondsOf(of('uptime')[0]?.[1] ?? ''),
		routes: of('route').flatMap(([, destination = '', table = '', distance = '', gateway = '', active, probed = '', comment = '']) =>
			isTombstone(comment)
				? []
				: [
						{
							destination,
							table,
							distance: Number(distance) || 0,
							gateway,
							isActive: isTrue(active),
							isProbed: probed !== '' && probed !== 'none',
							isOwn: comment.includes(`detour:${profile}:`),
						},
					],
		),
		invalid: of('invalid').map(([, menu = '', comment = '']) => ({menu, comment})),
		rules: {
			all: counts.reduce((sum, [, all]) => sum + Number(all), 0),
			matched: counts.reduce((sum, [, , matched]) => sum + Number(matched), 0),
		},
		handshakes: handshakesOf(of('peer')),
		gatewayDetection: detectionOf(of('detection')[0]),
	};
};
