import {describe, expect, it} from 'vitest';
import {comparisonLines, comparisonSummary, plainText, wrapLines} from '../../source/presentation/index.js';
import {compareRouters} from '../../source/proof/index.js';
import {office} from '../proof/compare-pair.js';
import {configurationOf} from '../simulator/trace-of.js';

const release = {major: 7, minor: 20, patch: 0};
const told = (after: string): string => {
	const comparison = compareRouters({configuration: configurationOf(office), release}, {configuration: configurationOf(after), release});
	const sides = {before: 'old.rsc', after: 'new.rsc'};
	return [...wrapLines(comparisonLines(comparison, sides), 80, 9), ...wrapLines(comparisonSummary(comparison, sides), 80)].map(plainText).join('\n');
};

describe('a comparison in words', () => {
	it('says whose packets go another way, by which rows, and what was looked at', () => {
		expect(told(office.replace(/add.*guests stay out.*\n/, '').replace('to-addresses=192.168.88.5', 'to-addresses=192.168.88.6'))).toMatchInlineSnapshot(`
			"1. Let through now, IPv4
			   from     anyone, in by guests, to 192.168.88.0/24: anything but tcp 23
			   before   is dropped
			            old.rsc:35 /ip/firewall/filter forward drop  # guests stay out
			   after    passes
			   such as  tcp from 192.168.20.10 to 192.168.88.10 port 36913, in by guests

			2. Translated otherwise, IPv4
			   from     anyone, in by ether1, to anywhere: tcp 443
			   and      anyone, in by ether1, to any address of the router: tcp 443
			   before   leaves by bridge, sent on to 192.168.88.5
			            old.rsc:40 /ip/firewall/nat dstnat dst-nat  # web
			   after    leaves by bridge, sent on to 192.168.88.6
			            new.rsc:39 /ip/firewall/nat dstnat dst-nat  # web
			   such as  tcp from 198.18.0.77 to 198.18.0.9 port 443, in by ether1

			1,043 of 1,101 packets go as before, 58 go another way.
			Of the rows that decide over packets, 2 of old.rsc and 1 of new.rsc differ.
			Followed with all lines up, and when ether1 is down; wg-vpn is down; ether1 and
			wg-vpn are down.
			Assumed: ether1 has the same address on both sides.
			Assumed: films.example has an address that nothing else has."
		`);
	});

	it('says that nothing does', () => {
		expect(told(office.replace('comment=web', 'comment=site'))).toMatchInlineSnapshot(`
			"Nothing goes another way.
			895 of 895 packets go as before.
			No row that decides over packets differs.
			Followed with all lines up, and when ether1 is down; wg-vpn is down; ether1 and
			wg-vpn are down.
			Assumed: ether1 has the same address on both sides.
			Assumed: films.example has an address that nothing else has."
		`);
	});

	it('says what differs and is not looked at', () => {
		expect(told(`${office}/ip service\nset ssh disabled=yes\n/queue simple\nadd name=guests target=192.168.20.0/24\n`)).toContain(
			'\nNot compared: /ip/service, /queue/simple, where rows differ, too.\n',
		);
	});

	it('says what is not known, and what was not asked about', () => {
		expect(told(office.replace('chain=forward comment="no telnet" dst-port=23 protocol=tcp', 'chain=forward comment="no gre" limit=5,5:packet protocol=gre'))).toContain(
			'Not followed: gre',
		);
		expect(told(office.replace('chain=forward comment="no telnet"', 'chain=forward comment="no telnet" limit=5,5:packet'))).toMatch(
			/\? Not known[\s\S]* before {3}is known[\s\S]*\(limit\)\n {12}new\.rsc:\d+ [\s\S]*\nAs far as packets were followed, nothing/,
		);
	});

	it('cannot be made to say what a file wants', () => {
		const shown = told(office.replace('comment="guests stay out" in-interface=guests', 'comment="\\1B[2J" in-interface=guests dst-port=80 protocol=tcp'));
		expect(shown).not.toContain('\u001B');
	});
});
