import {expect, it} from 'vitest';
import {applyPlan, makePlan} from '../../source/plan/index.js';
import {claimsOf} from '../../source/policy/index.js';
import {proverOf} from '../../source/proof/index.js';
import {example, ofExample} from '../compiler/build.js';
import {routerOf} from '../kernel/routers.js';

/** A row that may not be missing, and the claim that tells when it is. */
it.each<[string, RegExp, string]>([
	['privacy-vpn/practice', /all\.kill\.came-in\.6$/, 'in.sfp1.unlisted.hosts-ping-vlan20-lab.6'],
	['privacy-vpn/practice', /all\.own\.drop\.4$/, 'unanswered.wg-branch.10.255.0.1.icmp'],
	['privacy-vpn/practice', /all\.kill\.jump\.4$/, 'unanswered.wg-branch.10.1.10.10.udp'],
	['privacy-vpn/practice', /ether2\.lines-member\.4$/, 'names.192.168.1.10.tcp'],
	['privacy-vpn/house', /vlan--guest\.lan-member\.4$/, 'dns-from.vlan-guest.udp.4'],
	['work-and-streaming/desk', /play\.except-play-dst\.4$/, 'p1.work.shared.corp.example.com.4'],
	['security-zones/house', /p1\.trap\.trap\.4$/, 'trap.pppoe-out1.at.23.4'],
	['security-zones/house', /all\.caught\.drop-input\.6$/, 'trap.pppoe-out1.at.23.6'],
	['security-zones/house', /198-18-0-0-15\.banned\.4$/, 'p1.banned.to.198.18.0.10.4'],
])('%s without %s', (id, forgotten, claim) => {
	const {facts} = example(id);
	const {document, fragment} = ofExample(id);
	const actual = routerOf(facts);
	const plan = makePlan({actual, fragment: {...fragment, entries: fragment.entries.filter(({owner = ''}) => !forgotten.test(owner))}});
	const prove = proverOf({actual, without: actual, facts, document});
	const proofs = plan.ok ? [...prove(applyPlan(actual, plan.value), claimsOf(document, facts))] : [];
	expect(proofs.filter(({status}) => status === 'failed').map((proof) => proof.claim.id)).toContain(claim);
});
