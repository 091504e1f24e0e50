import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {applyPlan, makePlan} from '../../source/plan/index.js';
import {claimsOf} from '../../source/policy/index.js';
import type {Comparison} from '../../source/proof/index.js';
import {compareRouters, proverOf} from '../../source/proof/index.js';
import type {Configuration} from '../../source/routeros/model/index.js';
import {example, ofExample} from '../compiler/build.js';
import {mutantsOf} from '../kernel/mutants.js';
import {routerOf} from '../kernel/routers.js';
import {configurationOf} from '../simulator/trace-of.js';
import {office} from './compare-pair.js';

const release = {major: 7, minor: 20, patch: 0};
const compared = (before: Configuration, after: Configuration): Comparison => compareRouters({configuration: before, release}, {configuration: after, release});
const compare = (before: string, after: string): Comparison => compared(configurationOf(before), configurationOf(after));

type Change = Comparison['changes'][number];
type Ending = Change['before'][number];

const endOf = ({disposition, to, queues, marks, isFasttracked, rule}: Ending): string =>
	[
		disposition.kind === 'leaves-by' ? disposition.interface : disposition.kind,
		...(to === undefined ? [] : [to]),
		...(queues ?? []),
		...(marks ?? []),
		...(isFasttracked === undefined ? [] : [isFasttracked ? 'fast' : 'slow']),
		...(rule === undefined ? [] : [rule.comment === '' ? rule.menu : rule.comment]),
	].join(' ');

const toldOf = ({aspect, part, state, before, after}: Change): readonly string[] => [
	`${aspect} ${part}${state.down.length === 0 ? '' : ` without ${state.down.join()}`}`,
	before.map(endOf).join(' or '),
	after.map(endOf).join(' or '),
];

/** What an edit of the router comes to, and whom first. */
type Edit = {
	readonly title: string;
	readonly from: RegExp | string;
	readonly to: string;
	readonly told: readonly string[];
	readonly whom: readonly [from: string, to: string, what: string];
};

const edits: readonly Edit[] = [
	{
		title: 'a list for one port only',
		from: 'in-interface-list=LAN new-routing-mark',
		to: 'in-interface-list=LAN protocol=tcp dst-port=443 new-routing-mark',
		told: ['way first', 'wg-vpn streaming by the tunnel', 'ether1 /ip/dhcp-client'],
		whom: ['everyone by bridge', 'films.example, list streaming', 'all but tcp 23, tcp 443'],
	},
	{
		title: 'a rule that is gone',
		from: /add.*guests stay out.*\n/,
		to: '',
		told: ['way first', 'dropped guests stay out', 'passes'],
		whom: ['everyone by guests', '192.168.88.0/24', 'all but tcp 23'],
	},
	{title: 'a port more', from: 'dst-port=23', to: 'dst-port=23,21', told: ['way first', 'passes', 'dropped no telnet'], whom: ['everyone by bridge', 'everyone', 'tcp 21']},
	{
		title: 'a port forward to another host',
		from: 'to-addresses=192.168.88.5',
		to: 'to-addresses=192.168.88.6',
		told: ['address first', 'bridge 192.168.88.5 web', 'bridge 192.168.88.6 web'],
		whom: ['everyone by ether1', 'everyone', 'tcp 443'],
	},
	{
		title: 'a prefix more in a list',
		from: 'add address=203.0.113.0/24 list=streaming',
		to: 'add address=203.0.113.0/24 list=streaming\nadd address=198.51.100.0/24 list=streaming',
		told: ['way first', 'ether1 /ip/dhcp-client', 'wg-vpn streaming by the tunnel'],
		whom: ['everyone by bridge', 'list streaming (198.51.100.0/24)', 'all but tcp 23'],
	},
	{
		title: 'another name in a list',
		from: 'films.example',
		to: 'series.example',
		told: ['way first', 'wg-vpn streaming by the tunnel', 'ether1 /ip/dhcp-client'],
		whom: ['everyone by bridge', 'films.example', 'all but tcp 23'],
	},
	{
		title: 'a blackhole that is gone: only while the tunnel is down',
		from: 'add blackhole distance=20 routing-table=vpn\n',
		to: '',
		told: ['way first without wg-vpn', 'blackholed /ip/route', 'ether1 /ip/dhcp-client'],
		whom: ['everyone by bridge', 'films.example, list streaming', 'all but tcp 23'],
	},
	{
		title: 'a network less',
		from: /add.*192\.168\.20\.1.*\n/,
		to: '',
		told: ['way first', 'guests', 'ether1 /ip/dhcp-client'],
		whom: ['everyone by bridge', '192.168.20.0/24', 'all but tcp 23'],
	},
	{
		title: 'a service of the router for everybody',
		from: '/ip firewall filter\n',
		to: '/ip firewall filter\nadd action=accept chain=input comment="winbox for all" dst-port=8291 protocol=tcp\n',
		told: ['way first', 'dropped not from the LAN', 'passes winbox for all'],
		whom: ['everyone by guests,wg-vpn,ether1', 'everyone', 'tcp 8291'],
	},
	{
		title: 'a ban: what lets the answers in elsewhere has no part in it',
		from: '/ip firewall nat\n',
		to: '/ip firewall raw\nadd action=drop chain=prerouting comment=ban src-address=203.0.113.0/24\n/ip firewall nat\n',
		told: ['way reply', 'passes', 'dropped ban'],
		whom: ['everyone by bridge,guests', 'list streaming', 'all but tcp 23'],
	},
	{
		title: 'FastTrack that is gone',
		from: /add action=fasttrack.*\n/,
		to: '',
		told: ['fast-path later', 'ether1 fast /ip/firewall/filter', 'ether1 slow'],
		whom: ['everyone by bridge', 'elsewhere', 'all but tcp 23, ping'],
	},
	{
		title: 'another queue',
		from: 'add name=talk',
		to: 'add name=calls',
		told: ['queue first', 'ether1 is queued in talk /queue/tree', 'ether1 is queued in calls /queue/tree'],
		whom: ['everyone by bridge', 'elsewhere', 'udp 5060'],
	},
];

const edited = ({from, to}: Edit): string => office.replace(from, to);

const everyone = ({isAll, labels, except}: Change['traffic'][number]['targets']): string =>
	isAll ? 'everyone' : except === undefined || labels.length < 5 ? labels.join(', ') : `all but ${except.join(', ')}`;

const saidOf = (changes: readonly Change[], turned: boolean): readonly string[] =>
	changes
		.map((change) => {
			const [what = '', before = '', after = ''] = toldOf(change);
			return [what, change.family, ...(turned ? [after, before] : [before, after])].join(' | ');
		})
		.sort();

const folder = new URL('../simulator/exports/', import.meta.url);
const exported = readdirSync(folder);

describe('whose packets go another way', () => {
	it.each(edits)('$title', (edit) => {
		const {changes, rows} = compare(office, edited(edit));
		expect(rows.before + rows.after).toBeGreaterThan(0);
		const change = changes.find((one) => toldOf(one)[0] === edit.told[0]);
		const [traffic] = change?.traffic ?? [];
		expect(change === undefined ? [] : toldOf(change)).toEqual(edit.told);
		expect(traffic === undefined ? [] : [`${everyone(traffic.senders)} by ${traffic.interfaces.join()}`, everyone(traffic.targets), everyone(traffic.services)]).toEqual(edit.whom);
	});

	it.each(edits.filter((_, index) => index % 6 === 0))('$title: the other way round it is the other way round', (edit) => {
		expect(saidOf(compare(edited(edit), office).changes, true)).toEqual(saidOf(compare(office, edited(edit)).changes, false));
	});

	it.each(exported)('%s: nothing goes another way than it does', (name) => {
		const configuration = configurationOf(readFileSync(new URL(name, folder), 'utf8'));
		const {changes, asked, same, different, unknown, rows} = compared(configuration, structuredClone(configuration));
		expect({changes, different, rows, counted: same + unknown}).toEqual({changes: [], different: 0, rows: {before: 0, after: 0}, counted: asked});
		expect(asked).toBeGreaterThan(0);
	});

	it('comments, and what is switched off, are no difference; nor is the order where there is none', () => {
		const {changes, rows} = compare(
			office,
			office
				.replace('comment=web', 'comment=other')
				.replace('add name=WAN\nadd name=LAN', 'add name=LAN\nadd name=WAN')
				.replace('/ip route\n', '/ip route\nadd disabled=yes dst-address=10.0.0.0/8 gateway=192.168.88.9\n'),
		);
		expect([changes, rows]).toEqual([[], {before: 0, after: 0}]);
	});

	it('what neither side can tell is not known, by its matcher, on both sides', () => {
		const limited = office.replace('chain=forward comment="no telnet"', 'chain=forward comment="no telnet" limit=5,5:packet');
		const {changes, doubts} = compare(office, limited);
		expect(changes).toEqual([]);
		expect(doubts.map(({before, after}) => [before?.matcher, after?.matcher, after?.rule?.comment])).toEqual([[undefined, 'limit', 'no telnet']]);
	});

	it('what was lost on another line is said of all who take it once the first is down', () => {
		const spare = office.replace('/ip route\n', '/ip route\nadd distance=5 gateway=wg-vpn\n');
		const {changes} = compare(spare, spare.replace('add action=masquerade chain=srcnat out-interface=wg-vpn\n', ''));
		const lost = changes.filter(({aspect, part, traffic}) => aspect === 'address' && part === 'first' && traffic.some(({direction}) => direction === 'forwarded'));
		expect(lost.map(({state, traffic}) => [state.down.join(), traffic.some(({targets}) => targets.isAll || targets.labels.includes('elsewhere'))])).toEqual([
			['', false],
			['ether1', true],
		]);
	});

	it('follows lines that are taken one after another, down to the last', () => {
		const ports = Array.from({length: 5}, (_, index) => index + 2);
		const masquerades = ports.map((port) => `add action=masquerade chain=srcnat out-interface=ether${port}\n`);
		const many = office
			.replace('/ip address\n', `/ip address\n${ports.map((port) => `add address=203.0.${port}.2/24 interface=ether${port}\n`).join('')}`)
			.replace('/ip route\n', `/ip route\n${ports.map((port) => `add check-gateway=ping distance=${port} gateway=203.0.${port}.1\n`).join('')}`)
			.replace('/ip firewall nat\n', `/ip firewall nat\n${masquerades.join('')}`);
		const {changes} = compare(many, many.replace(masquerades.at(-1) ?? '', ''));
		expect(changes.map(({aspect, state}) => `${aspect} ${state.down.join()}`)).toContain('address ether1,ether2,ether3,ether4,ether5,wg-vpn');
	});

	it('whatever a route calls the other end of a tunnel is no difference', () => {
		const {changes, rows} = compare(office, office.replace('add gateway=wg-vpn routing-table=vpn', 'add gateway=10.66.66.9%wg-vpn routing-table=vpn'));
		expect([changes, rows]).toEqual([[], {before: 1, after: 1}]);
	});

	it('what passes by either of two lines passes', () => {
		const twice = office.replace('/ip route\n', '/ip route\nadd distance=1 gateway=wg-vpn\n');
		const {changes} = compare(twice.replace('chain=forward comment="guests stay out" in-interface=guests out-interface=bridge', 'chain=forward in-interface=guests'), twice);
		expect(changes[0]?.after.map(({percent, disposition}) => [percent, disposition.kind])).toEqual([[100, 'passes']]);
	});

	it('asks of an address that left a list whatever a row that names the list tells apart', () => {
		const shops = Array.from({length: 60}, (_, index) => `add address=192.0.2.${index} list=${index === 31 ? 'shop' : `other${index}`}\n`);
		const hosts = Array.from({length: 40}, (_, index) => `add action=accept chain=forward dst-address=172.30.${index}.0/24 dst-port=${6000 + index} protocol=udp\n`);
		const till = 'add action=drop chain=forward comment=till dst-address-list=shop dst-port=5050 protocol=tcp src-address=192.168.88.50\n';
		const large = office.replace('/ip firewall mangle\n', `${shops.join('')}/ip firewall mangle\n`).replace('/ip firewall nat\n', `${till}${hosts.join('')}/ip firewall nat\n`);
		expect(compare(large, large.replace(shops[31] ?? '', '')).changes.map(toldOf)).toContainEqual(['way first', 'dropped till', 'passes']);
	});

	it('an interface that was switched off is a row that differs', () => {
		const {changes, rows} = compare(office, `${office}/interface ethernet\nset [ find default-name=ether1 ] disabled=yes\n`);
		expect([changes.length > 0, rows]).toEqual([true, {before: 0, after: 1}]);
	});

	it('names what differs and is not looked at', () => {
		const clamp = 'add action=change-mss chain=forward new-mss=clamp-to-pmtu out-interface=wg-vpn protocol=tcp tcp-flags=syn\n';
		const {changes, unsaid} = compare(office.replace('/ip firewall mangle\n', `/ip firewall mangle\n${clamp}`), `${office}/ip service\nset ssh disabled=yes\n`);
		expect([changes, unsaid]).toEqual([[], {menus: ['/ip/service'], actions: ['change-mss']}]);
	});

	it('a row that moved is one that differs', () => {
		const rows = [
			'add action=drop chain=forward comment="guests stay out" in-interface=guests out-interface=bridge\n',
			'add action=drop chain=forward comment="no telnet" dst-port=23 protocol=tcp\n',
		];
		expect(compare(office, office.replace(rows.join(''), rows.toReversed().join('')))).toMatchObject({changes: [], rows: {before: 1, after: 1}});
	});

	it('finds what breaks a claim', () => {
		const id = 'vpn-split-tunnel/provider';
		const {facts} = example(id);
		const {document, fragment} = ofExample(id);
		const actual = routerOf(facts);
		const plan = makePlan({actual, fragment});
		const wanted = plan.ok ? applyPlan(actual, plan.value) : actual;
		const prove = proverOf({actual, without: actual, facts, document});
		const claims = claimsOf(document, facts);
		const broken = mutantsOf(wanted)
			.filter((_, index) => index % 131 === 7)
			.filter(({configuration}) => [...prove(configuration, claims)].some(({status}) => status === 'failed'));
		const missed = broken.filter(
			({configuration}) => compareRouters({configuration: wanted, release: facts.release}, {configuration, release: facts.release}).changes.length === 0,
		);
		expect(broken.length).toBeGreaterThan(0);
		expect(missed.map(({title}) => title)).toEqual([]);
	});
});
