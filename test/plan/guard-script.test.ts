import {describe, expect, it} from 'vitest';
import {
	armCommand,
	armedGuard,
	decideCommand,
	guardFileText,
	guardLimit,
	isGuardSource,
	lockCommand,
	makePlan,
	startCommand,
	statusCommand,
	unlockCommand,
	watchCommands,
} from '../../source/plan/index.js';
import {parse} from '../../source/routeros/syntax/index.js';
import {dnsAdjustment, fragmentOf, homeExport, profile, readExport, row, vpnEntries} from './fixtures.js';

const header = {change: 'k3f9x2abcd', profile, serial: 'HF10', base: 'b'.repeat(64), want: 'w'.repeat(64), by: 'me@here', at: '2026-11-22T12:00:00.000Z'};

const guardFor = (count: number): string => {
	const entries = Array.from({length: count}, (_, index) =>
		row('/ip/firewall/address-list', `media.a${index}`, {list: 'detour-media', address: `203.0.${index % 256}.${index >> 8}`}),
	);
	const plan = makePlan({actual: readExport(homeExport), fragment: fragmentOf([...vpnEntries, ...entries], [dnsAdjustment])});
	return plan.ok ? armedGuard(plan.value, header) : '';
};

describe('the guard', () => {
	it('does not grow with the number of rows', () => {
		expect(guardFor(1000).length).toBe(guardFor(1).length);
		expect(guardFor(1).length).toBeLessThan(guardLimit / 3);
	});

	it.each([
		['another command', '/system reset-configuration'],
		[
			'another menu',
			':do { :foreach i in=[/user/find where comment="x"] do={ :if (([:tostr [/user/get $i password]] = "a")) do={ /user/set $i password="b" } } } on-error={ :set bad ($bad + 1) }',
		],
		['a command inside a value', ':do { :if (([:tostr [/ip/dns/get servers]] = "a")) do={ /ip/dns/set servers=[/system/reboot] } } on-error={ :set bad ($bad + 1) }'],
		['a command in a string', ':do { :if (([:tostr [/ip/dns/get servers]] = "a$[/system/reboot]")) do={ /ip/dns/set servers="x" } } on-error={ :set bad ($bad + 1) }'],
	])('is not run when it has %s', (_, line) => {
		const guard = guardFor(1);
		expect(isGuardSource(guard)).toBe(true);
		expect(isGuardSource(`${guard}\n${line}`)).toBe(false);
	});

	it('is not run when it is of another change than it says', () => {
		expect(isGuardSource(guardFor(1).replace('change=k3f9x2abcd', 'change=zzz'))).toBe(false);
	});
});

describe('commands about the guard', () => {
	const lines = [
		...(['all', 'job-alone'] as const).flatMap(
			(triggers) =>
				[
					[`lock, ${triggers}`, lockCommand(header, triggers)],
					[`arm, ${triggers}`, armCommand('k3f9x2abcd', 120, triggers)],
				] as const,
		),
		['start', startCommand('k3f9x2abcd')],
		['keep', decideCommand('k3f9x2abcd', 'keep', 'a "quoted" reason $[/system reboot]')],
		['unlock', unlockCommand('k3f9x2abcd')],
		['status', statusCommand],
		...watchCommands('k3f9x2abcd', 'all').map((line, index) => [`watch ${index}`, line] as const),
	] as const;

	it.each(lines)('%s is one line that parses', (_, line) => {
		expect(line).not.toContain('\n');
		expect(parse(line).ok).toBe(true);
		// What a console is known to take: about 1 kB (docs/lab-notes/console.md).
		expect(line.length).toBeLessThan(1100);
	});

	it('sets the source in one statement', () => {
		const parsed = parse(guardFileText('abc', guardFor(1)));
		expect(parsed.ok && parsed.value.statements).toHaveLength(1);
	});
});
