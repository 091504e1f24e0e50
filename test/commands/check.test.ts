import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';

let workplace: Workplace;
beforeAll(async () => {
	workplace = await makeWorkplace();
});
afterAll(async () => workplace.remove());

/** Checks a text for 7.20 and gives what was found. */
const check = async (text: string, release = '7.20'): Promise<{readonly code: number; readonly found: readonly string[]}> => {
	const {code, out} = await workplace.run(['check', '-', '--routeros', release, '--json'], {stdin: text});
	const document: {
		readonly diagnostics: readonly {
			readonly code: string;
			readonly severity: string;
			readonly hint?: string;
			readonly span: {readonly start: {readonly line: number; readonly column: number}};
		}[];
	} = JSON.parse(out);
	return {
		code,
		found: document.diagnostics.map((one) => `${one.severity} ${one.code} ${one.span.start.line}:${one.span.start.column}${one.hint === undefined ? '' : ` ${one.hint}`}`),
	};
};

describe('check', () => {
	it.each([
		'# a comment\n/ip firewall mangle\nadd action=mark-routing chain=prerouting new-routing-mark=vpn passthrough=no\n',
		'/ip/firewall/mangle/add action=accept chain=input\n',
		'/routing table\nadd disabled=no fib name=vpn\n',
		'/interface ethernet\nset [ find default-name=ether1 ] comment=WAN\n',
		'/ip route\nadd blackhole dst-address=0.0.0.0/0 routing-table=vpn\n',
		':local x 5\n:if ($x > 3) do={ /log info "x" } else={ :put [/system/resource get uptime] }\n',
		'/ip firewall filter\nadd chain=forward action=fasttrack-connection connection-state=established,related\n',
		'/ip firewall filter print where chain=input\n',
		'/import file-name=x.rsc verbose=yes\n',
	])('finds nothing wrong with %j', async (text) => {
		expect(await check(text)).toEqual({code: 0, found: []});
	});

	it.each([
		['/ip firewall mangle\nadd acton=accept chain=input\n', 0, ['warning unknown-argument 2:5 Did you mean action?']],
		['/ip firewall mangle\nadd action=acept chain=input\n', 1, ['error bad-value 2:12 Did you mean accept?']],
		['/ip firewall mangle\nadd action=accept disabled=maybe\n', 1, ['error bad-value 2:28']],
		['/ip firewall mangle\nad action=accept\nput chain=input\n', 0, []],
		['/ip firewall mangle\nfrobnicate action=accept\n', 1, ['error unknown-command 2:1']],
		['/interface wifiwave2\nadd name=x\n', 0, ['warning unknown-menu 1:12']],
		['/ip route\nadd blackhol dst-address=10.0.0.0/8\n', 0, []],
		['/ip route\nadd nonsense dst-address=10.0.0.0/8\n', 0, ['warning unknown-argument 2:5']],
		[':if (true) do={ /ip firewall mangle add acton=accept }\n', 0, ['warning unknown-argument 1:41 Did you mean action?']],
		[':put [/ip rote print]\n', 0, ['warning unknown-menu 1:11 Did you mean route?']],
	])('%j', async (text, code, found) => {
		expect(await check(text)).toEqual({code, found});
	});

	it('knows releases apart', async () => {
		expect((await check('/ip dns\nset address-list-extra-time=1h\n', '7.9')).found).toEqual(['warning unknown-argument 2:5']);
		expect((await check('/ip dns\nset address-list-extra-time=1h\n', '7.10')).found).toEqual([]);
	});

	it('shows a syntax error with its place', async () => {
		await writeFile(join(workplace.directory, 'bad.rsc'), '/ip route\nadd dst-address="10.0.0.0/8\n');
		const {code, out, err} = await workplace.run(['check', 'bad.rsc']);
		expect(code).toBe(1);
		expect(out).toMatch(/^bad\.rsc:\d+:\d+: error: /);
		expect(out).toMatch(/\n +\| +\^\n$/);
		expect(err).toContain('1 error, 0 warnings');
	});

	it('reads what Windows PowerShell redirects into a file', async () => {
		const text = '\uFEFF/ip route\r\nadd dst-adress=10.0.0.0/8\r\n';
		await writeFile(join(workplace.directory, 'little.rsc'), text, 'utf16le');
		await writeFile(join(workplace.directory, 'big.rsc'), Buffer.from(text, 'utf16le').swap16());
		await writeFile(join(workplace.directory, 'odd.rsc'), Buffer.from('fffe41', 'hex'));
		expect((await workplace.run(['check', 'little.rsc'])).out).toContain('little.rsc:2:5: warning: ');
		expect((await workplace.run(['check', 'big.rsc'])).out).toContain('big.rsc:2:5: warning: ');
		expect((await workplace.run(['check', 'odd.rsc'])).err).toContain('is not a text file in UTF-8');
	});

	it('shows a bounded number of mistakes, errors first', async () => {
		const stdin = `/ip pool\n${'add nosuch=1\n'.repeat(300)}frobnicate\nadd ${Array.from({length: 130_000}, () => 'x=1').join(' ')}\n`;
		const {out, err} = await workplace.run(['check', '-'], {stdin});
		expect(out).toMatch(/^-:302:1: error: /);
		expect(out).toContain('… and 130101 more');
		expect(out.split('\n').length).toBeLessThan(1000);
		expect(err).toContain('1 error, 130300 warnings');
	});

	it('takes the release from the header of an export', async () => {
		const {err} = await workplace.run(['check', '-'], {stdin: '# 2026-11-22 12:00:00 by RouterOS 7.12.1\n# software id = X\n/ip dns\nset servers=1.1.1.1\n'});
		expect(err).toContain('RouterOS 7.12');
		expect((await workplace.run(['check', '-'], {stdin: '# RouterOS 7.13.4\n# software id = X\n/ip dns\nset servers=1.1.1.1\n'})).err).toContain('RouterOS 7.13');
		expect((await workplace.run(['check', '-'], {stdin: '# Written for RouterOS 7.18\n/ip/dns\nset servers=1.1.1.1\n'})).err).toContain('RouterOS 7.18');
	});

	it.each(['on attic.', 'on by RouterOS 7.20.', ''])('takes the release from the header of a script of ours (%s)', async (rest) => {
		const {err} = await workplace.run(['check', '-'], {stdin: `# Detour: profile home-x7k2, for RouterOS 7.9 ${rest}\n# Import it once.\n/ip/dns/set servers=1.1.1.1\n`});
		expect(err).toContain('RouterOS 7.9.');
	});

	it('warns of a release newer than any it knows', async () => {
		const run = async (release: string) => workplace.run(['check', '-', '--routeros', release], {stdin: '/ip/dns/set servers=1.1.1.1\n'});
		expect(await run('7.25')).toMatchObject({
			code: 0,
			err: expect.stringContaining('RouterOS 7.25 is newer than what this version of Detour knows; what is known of 7.24 answers'),
		});
		expect((await run('7.24')).err).not.toContain('newer than');
	});

	it.each([
		[['check'], 'Name one file'],
		[['check', 'no-such.rsc'], 'There is no file'],
		[['check', 'x.rsc', '--routeros', '6.49'], 'There is no file'],
		[['check', '-', '--routeros', '6.49'], 'RouterOS 6.49 is not supported'],
		[['check', '-', '--routeros', 'new'], '"new" is no RouterOS release'],
		[['check', '-', '--frob'], "Unknown option '--frob'"],
	])('%j is wrong usage', async (argv, message) => {
		const {code, err, out} = await workplace.run(argv);
		expect(code).toBe(2);
		expect(err).toContain(message);
		expect(out).toBe('');
	});
});
