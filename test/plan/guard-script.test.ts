import {describe, expect, it} from 'vitest';
import type {GuardSource} from '../../source/plan/index.js';
import {
	applyPlan,
	armCommand,
	armedGuard,
	decideCommand,
	guardFileText,
	isGuardSource,
	lockCommand,
	makePlan,
	sightCommand,
	startCommand,
	statusCommand,
	unlockCommand,
	watchCommands,
} from '../../source/plan/index.js';
import {parse} from '../../source/routeros/syntax/index.js';
import {dnsAdjustment, fragmentOf, homeExport, profile, readExport, row, vpnEntries} from './fixtures.js';

const header = {change: 'k3f9x2abcd', profile, serial: 'HF10', base: 'b'.repeat(64), want: 'w'.repeat(64), by: 'me@here', at: '2026-11-22T12:00:00.000Z'};

const guardFor = (count: number): GuardSource => {
	const entries = Array.from({length: count}, (_, index) =>
		row('/ip/firewall/address-list', `media.a${index}`, {list: 'detour-media', address: `203.0.${index % 256}.${index >> 8}`}),
	);
	const plan = makePlan({actual: readExport(homeExport), fragment: fragmentOf([...vpnEntries, ...entries], [dnsAdjustment])});
	return plan.ok ? armedGuard(plan.value, header) : {main: '', parts: []};
};

/** Of a plan that sets so many rows in place that one script row cannot hold what puts them back. */
const longGuard = (): GuardSource => {
	const names = (server: string) =>
		fragmentOf(Array.from({length: 300}, (_, index) => row('/ip/dns/static', `dns.n${index}`, {name: `n${index}.media.net`, type: 'FWD', 'forward-to': server})));
	const empty = readExport('');
	const first = makePlan({actual: empty, fragment: names('9.9.9.9')});
	const plan = first.ok ? makePlan({actual: applyPlan(empty, first.value), fragment: names('1.1.1.1')}) : first;
	return plan.ok ? armedGuard(plan.value, header) : {main: '', parts: []};
};

describe('the guard', () => {
	it('does not grow with the number of rows', () => {
		expect(guardFor(1000).main.length).toBe(guardFor(1).main.length);
		expect(guardFor(1).main.length).toBeLessThan(10_000);
		expect(guardFor(1).parts).toEqual([]);
	});

	it.each([
		['another command', '/system reset-configuration'],
		[
			'another menu',
			':do { :foreach i in=[/user/find where comment="x"] do={ :if (([:tostr [/user/get $i password]] = "a")) do={ /user/set $i password="b" } } } on-error={ :set bad ($bad + 1) }',
		],
		['a command inside a value', ':do { :if (([:tostr [/ip/dns/get servers]] = "a")) do={ /ip/dns/set servers=[/system/reboot] } } on-error={ :set bad ($bad + 1) }'],
		['a command in a string', ':do { :if (([:tostr [/ip/dns/get servers]] = "a$[/system/reboot]")) do={ /ip/dns/set servers="x" } } on-error={ :set bad ($bad + 1) }'],
		[
			"somebody else's row",
			':do { :foreach i in=[/ip/firewall/filter/find where comment="theirs"] do={ :if (([:tostr [/ip/firewall/filter/get $i action]] = "drop")) do={ /ip/firewall/filter/set $i action="accept" } } } on-error={ :set bad ($bad + 1) }',
		],
		[
			'a row of one menu in another',
			':do { :foreach i in=[/ip/route/find where comment="detour:p:x"] do={ :if (([:tostr [/ip/route/get $i comment]] = "a")) do={ /ip/firewall/filter/set $i disabled=yes } } } on-error={ :set bad ($bad + 1) }',
		],
		[
			'a script that runs something',
			':do { :foreach i in=[/system/script/find where comment="detour:p:x"] do={ :if (([:tostr [/system/script/get $i source]] = "a")) do={ /system/script/set $i source="# a\\n/system/reboot" } } } on-error={ :set bad ($bad + 1) }',
		],
	])('is not run when it has %s', (_, line) => {
		const guard = guardFor(1);
		expect(isGuardSource(guard, header.change)).toBe(true);
		expect(isGuardSource({...guard, main: `${guard.main}\n${line}`}, header.change)).toBe(false);
		const long = longGuard();
		expect(isGuardSource({...long, parts: long.parts.map((part) => part.replace('\n:if ($bad', `\n${line}$&`))}, header.change)).toBe(false);
	});

	it('runs parts where it is too long for one row', () => {
		const {main, parts} = longGuard();
		expect(parts.length).toBeGreaterThan(1);
		for (const source of [main, ...parts]) {
			expect(source.length).toBeLessThan(30_000);
			expect(parse(source).ok).toBe(true);
		}

		expect(isGuardSource({main, parts}, header.change)).toBe(true);
		expect(isGuardSource({main, parts: parts.slice(1)}, header.change)).toBe(false);
		expect(main.match(/\/run "detour-u-k3f9x2abcd-\d+"/g)).toHaveLength(parts.length);
	});

	it.each([
		['a record of adjustments', '/system/script', 'source', '# {"a":1}\n# {"b":"$c"}'],
		['a script of a row of ours', '/system/scheduler', 'on-event', '/log info "x"'],
	] as const)('may put back %s', (_, menu, property, text) => {
		const from = row(menu, 'media.x', {name: 'detour-x', [property]: text});
		const guard = armedGuard({changes: [{kind: 'set', menu, from, to: {...from, properties: {...from.properties, [property]: '# other'}}, reason: ''}]}, header);
		expect(guard.main).toContain(`${menu}/set $i ${property}=`);
		expect(isGuardSource(guard, header.change)).toBe(true);
	});

	it('is not run when it is of another change than it says', () => {
		const guard = guardFor(1);
		expect(isGuardSource({...guard, main: guard.main.replace('change=k3f9x2abcd', 'change=zzz')}, header.change)).toBe(false);
		expect(isGuardSource(guard, 'zzz')).toBe(false);
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
		['sight', sightCommand('/ipv6/firewall/mangle')],
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
