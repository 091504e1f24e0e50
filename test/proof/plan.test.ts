import {describe, expect, it} from 'vitest';
import {vpnSplitTunnel} from '../../scenarios/vpn-split-tunnel.js';
import type {Facts} from '../../source/facts/index.js';
import {makePlan} from '../../source/plan/index.js';
import type {PlanProofs} from '../../source/proof/index.js';
import {provePlan} from '../../source/proof/index.js';
import type {Configuration, Entry} from '../../source/routeros/model/index.js';
import type {Whole} from '../compiler/build.js';
import {example, ofExample} from '../compiler/build.js';
import {homeExport, readExport} from '../plan/fixtures.js';
import {ip} from '../policy/documents.js';

/** The default firewall over an example's interface lists, in both families. */
const routerOf = (facts: Facts): Configuration =>
	readExport(
		[
			homeExport,
			'/ip firewall filter add action=accept chain=input comment="defconf: accept ICMP" place-before=1 protocol=icmp',
			'/ipv6 firewall filter add action=accept chain=forward connection-state=established,related,untracked',
			'/ipv6 firewall filter add action=drop chain=forward comment="defconf: drop everything else not coming from LAN" in-interface-list=!LAN',
			...Object.entries(facts.interfaceLists).flatMap(([list, members]) => members.map((name) => `/interface list member add interface=${name} list=${list}`)),
		].join('\n'),
	);

const prove = (id: string, whole: Whole, entries: readonly Entry[] = whole.fragment.entries): PlanProofs => {
	const {facts} = example(id);
	const actual = routerOf(facts);
	const plan = makePlan({actual, fragment: {...whole.fragment, entries}});
	if (!plan.ok) {
		throw new Error(plan.diagnostics.map(({message}) => message).join('\n'));
	}

	return provePlan({actual, plan: plan.value, facts, document: whole.document});
};

const notHeld = ({claims}: PlanProofs): readonly string[] => claims.filter(({status}) => status !== 'held').map(({claim, why}) => `${claim.id}: ${why}`);

const examples = vpnSplitTunnel.examples.map(({id}) => id);

describe.each(examples)('the example %s on a router with the default firewall', (id) => {
	it('keeps every claim', () => {
		const proofs = prove(id, ofExample(id));
		expect(proofs.claims.length).toBeGreaterThan(40);
		expect(notHeld(proofs)).toEqual([]);
	});

	it('falls back or blocks as chosen', () => {
		expect(notHeld(prove(id, ofExample(id, {'when-down': 'block'})))).toEqual([]);
		expect(notHeld(prove(id, ofExample(id, {'when-down': 'fall-back'})))).toEqual([]);
	});

	it('survives JSON', () => {
		const proofs = prove(id, ofExample(id));
		expect(JSON.parse(JSON.stringify(proofs))).toEqual(proofs);
	});
});

describe('the own session', () => {
	it.each([
		['as the document supposes it', {}],
		['as it is known', {session: {from: ip('192.168.88.77'), to: ip('192.168.88.1'), port: 22}}],
	])('is spoken of once: %s', (_title, known) => {
		const {facts, document, fragment} = {...example('home'), ...ofExample('home')};
		const actual = routerOf(facts);
		const plan = makePlan({actual, fragment});
		const told = {actual, facts: {...facts, session: {user: 'admin', policies: [], from: ip('192.168.88.77')}}, document};
		const {claims, lockOut} = plan.ok ? provePlan({...told, plan: plan.value, ...known}) : {claims: []};
		const spoken = [...claims.map(({claim, status}) => ({sentence: claim.sentence, status})), ...(lockOut === undefined ? [] : [lockOut])];
		expect(spoken.filter(({sentence}) => /own session/.test(sentence))).toMatchObject([{status: 'held'}]);
	});
});

/** What may not be missing, and a claim that tells when it is. */
describe('a compiler that forgets something is found out', () => {
	const home = ofExample('home');
	const office = ofExample('office');
	it.each<[string, string, Whole, RegExp, string]>([
		['the jump into the chain', 'home', home, /\.jump\.4$/, 'p1.use.up.bbc.com.4'],
		['the mark of the connection', 'home', home, /use\.mark-dst\.6$/, 'p1.use.up.bbc.com.6'],
		['the mark of the packet', 'home', home, /vpn\.route\.4$/, 'p1.use.up.bbc.com.4'],
		['one name of many', 'home', home, /put-io\.name\.4$/, 'p1.use.up.put.io.6'],
		['the route into the tunnel', 'home', home, /vpn\.default\.6$/, 'p1.use.up.bbc.com.6'],
		['everything that blocks', 'home', home, /(?:blackhole|lookup|vpn\.block)\.[46]$/, 'p1.use.down-p1.vpn.bbc.co.uk.4'],
		['to keep marked connections from FastTrack', 'home', home, /not-fast\.4$/, 'p1.use.up.bbc.com.4'],
		['the address of the tunnel', 'home', home, /vpn\.nat\.4$/, 'p1.use.up.bbc.com.4'],
		['the redirect of DNS', 'home', home, /dns-tcp\.redirect\.4$/, 'dns-another-resolver.tcp.4'],
		['that DNS stays out of the marks', 'home', home, /dns-udp\.return\.4$/, 'dns-a-listed-address.udp.4'],
		['a sender', 'office', office, /10-1-20-60-30\.use\.4$/, 'p1.use.up-10.1.20.62.10.0.0.0/8.4'],
		['a network behind the router', 'office', office, /10-1-10-0-24\.bypass\.4$/, 'local.10.1.20.50.10.1.10.0/24'],
		['the route of the branch', 'office', office, /10-2-0-0-16\.bypass\.4$/, 'route.10.2.0.0/16'],
	])('%s', (_title, id, whole, forgotten, claim) => {
		const entries = whole.fragment.entries.filter(({owner}) => owner === undefined || !forgotten.test(owner));
		expect(entries.length).toBeLessThan(whole.fragment.entries.length);
		expect(
			prove(id, whole, entries)
				.claims.filter(({status}) => status === 'failed')
				.map((proof) => proof.claim.id),
		).toContain(claim);
	});
});
