import {describe, expect, it} from 'vitest';
import {arrivalOf, prepare, unresolvedNames, walk} from '../../source/simulator/index.js';
import {home} from './home.js';
import {configurationOf, endOf, endsOf, firstEnds, ip, packetOf, plainWorld, traceOf} from './trace-of.js';

const toWeb = 'bridge 192.168.88.10 > 1.1.1.1:443';

const tables =
	'/routing table\nadd fib name=a\nadd fib name=b\nadd fib name=c\n/ip route\nadd gateway=192.0.2.11 routing-table=a\nadd gateway=192.0.2.12 routing-table=b\nadd gateway=192.0.2.13 routing-table=c\n';

const marking = (...rows: readonly (readonly [matcher: string, mark: string])[]): string =>
	`${home}${tables}/ip firewall mangle\n${rows.map(([matcher, mark]) => `add action=mark-connection chain=prerouting connection-mark=no-mark connection-state=new in-interface=bridge new-connection-mark=${mark} ${matcher}\n`).join('')}${[
		'a',
		'b',
		'c',
	]
		.map((mark) => `add action=mark-routing chain=prerouting connection-mark=${mark} in-interface=bridge new-routing-mark=${mark}\n`)
		.join('')}`;

const shares = (text: string): Readonly<Record<string, number>> => {
	const sums: Record<string, number> = {};
	for (const way of traceOf(text, toWeb).ways) {
		sums[endOf(way)] = (sums[endOf(way)] ?? 0) + way.share;
	}

	return Object.fromEntries(Object.entries(sums).map(([end, sum]) => [end, Math.round(sum * 1000) / 1000]));
};

describe('ways', () => {
	it('PCC splits by bucket, each once, and says which', () => {
		const text = marking(
			['per-connection-classifier=both-addresses:3/0', 'a'],
			['per-connection-classifier=both-addresses:3/1', 'a'],
			['per-connection-classifier=both-addresses:3/2', 'b'],
		);
		expect(shares(text)).toEqual({'ether1 192.0.2.11': 0.667, 'ether1 192.0.2.12': 0.333});
		expect(traceOf(text, toWeb).ways.map(({choices}) => choices.map(({detail}) => detail))).toEqual([
			['both-addresses:3/0 matches'],
			['both-addresses:3/0 does not match', 'both-addresses:3/1 matches'],
			['both-addresses:3/0 does not match', 'both-addresses:3/1 does not match'],
		]);
	});

	it('a bucket that is missing is left to the rest', () => {
		expect(shares(marking(['per-connection-classifier=src-address:4/0', 'a'], ['per-connection-classifier=src-address:4/1', 'b']))).toEqual({
			'ether1 192.0.2.11': 0.25,
			'ether1 192.0.2.12': 0.25,
			'ether1 192.0.2.1': 0.5,
		});
	});

	it('denominators that share a factor go together, those of other fields do not', () => {
		expect(
			shares(marking(['per-connection-classifier=src-address:2/0', 'a'], ['per-connection-classifier=src-address:4/2', 'b'], ['per-connection-classifier=src-address:4/1', 'c'])),
		).toEqual({
			'ether1 192.0.2.11': 0.5,
			'ether1 192.0.2.13': 0.25,
			'ether1 192.0.2.1': 0.25,
		});
		expect(shares(marking(['per-connection-classifier=src-address:2/0', 'a'], ['per-connection-classifier=dst-address:2/0', 'b']))).toEqual({
			'ether1 192.0.2.11': 0.5,
			'ether1 192.0.2.12': 0.25,
			'ether1 192.0.2.1': 0.25,
		});
	});

	it('a classifier without a bucket for all of its hash, and one that is no number', () => {
		expect(shares(marking(['per-connection-classifier=src-address:1/0', 'a']))).toEqual({'ether1 192.0.2.11': 1});
		expect(firstEnds(traceOf(marking(['per-connection-classifier=src-address:0/0', 'a']), toWeb))).toEqual(['unknown per-connection-classifier']);
		const primes = marking(...['7', '11', '13', '17'].map((prime) => [`per-connection-classifier=src-address:${prime}/0`, 'a'] as const));
		expect(firstEnds(traceOf(primes, toWeb))).toContain('unknown per-connection-classifier');
	});

	it('nth and random', () => {
		expect(shares(marking(['nth=2,1', 'a'], ['random=50', 'b']))).toEqual({'ether1 192.0.2.11': 0.5, 'ether1 192.0.2.12': 0.25, 'ether1 192.0.2.1': 0.25});
		expect(shares(marking(['nth=1,1', 'a']))).toEqual({'ether1 192.0.2.11': 1});
	});

	it('answers and later packets keep to the way of the first', () => {
		for (const way of traceOf(marking(['per-connection-classifier=both-addresses-and-ports:2/0', 'a'], ['per-connection-classifier=both-addresses-and-ports:2/1', 'b']), toWeb)
			.ways) {
			const [first, reply, later, laterReply] = endsOf(way);
			expect([reply, later, laterReply]).toEqual(['bridge', first, 'bridge']);
		}
	});

	it('a doubt beside a split is told for what hangs on it', () => {
		const text = `${marking(['per-connection-classifier=src-address:2/0', 'a'])}/ip firewall filter\nadd action=drop chain=forward connection-mark=a psd=21,3s,3,1\n`;
		expect(firstEnds(traceOf(text, toWeb))).toEqual(['unknown psd', 'ether1 192.0.2.1']);
	});

	it('too many ways are not followed', () => {
		const rows = Array.from({length: 12}, (_, index) => `add action=mark-connection chain=prerouting new-connection-mark=m${index} nth=2,1 in-interface=bridge\n`).join('');
		const {ways} = traceOf(`${home}/ip firewall mangle\n${rows}`, toWeb);
		expect(ways.length).toBeLessThanOrEqual(600);
		expect(firstEnds({packet: packetOf(toWeb), ways})).toContain('unknown nth');
	});
});

describe('a prepared router', () => {
	const router = prepare(
		configurationOf(`${home}/ip firewall address-list\nadd address=a.example list=l\n/ipv6 firewall address-list\nadd address=b.example list=l\n`),
		plainWorld,
	);

	it('answers many packets, each for itself', () => {
		const packet = packetOf(toWeb);
		expect(walk(router, packet)).toEqual(walk(router, packet));
	});

	it('says where a sender would come in', () => {
		expect(['192.168.88.10', '203.0.113.9', '192.168.88.1', '2001:db8:1::9', '10.66.66.2'].map((text) => arrivalOf(router, ip(text)))).toEqual([
			'bridge',
			'ether1',
			undefined,
			'bridge',
			undefined,
		]);
	});

	it('says which names nobody resolved', () => {
		const configuration = configurationOf('/ip firewall address-list\nadd address=a.example list=l\n/ip dns static\nadd address-list=l name=b.example type=FWD\n');
		expect(unresolvedNames(configuration, plainWorld)).toEqual(['a.example', 'b.example']);
		expect(unresolvedNames(configuration, {...plainWorld, names: {'a.example': []}})).toEqual(['b.example']);
	});
});
