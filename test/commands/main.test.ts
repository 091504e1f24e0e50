import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {commands, helpText} from '../../source/commands/index.js';
import type {Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';

let workplace: Workplace;
beforeAll(async () => {
	workplace = await makeWorkplace();
});
afterAll(async () => workplace.remove());

describe('the command line', () => {
	it('says in two lines what to run where there is no terminal', async () => {
		const {code, out, err} = await workplace.run([]);
		expect(code).toBe(2);
		expect(out).toBe('');
		expect(err).toBe('error: The wizard needs a terminal, and there is none here.\n  Run instead: detour run PROFILE --yes (or see: detour --help)\n');
	});

	it.each([
		[['aply'], 'Did you mean "detour apply"?'],
		[['frobnicate'], 'See: detour --help'],
		[['--frob'], 'There is no option "--frob" here.'],
		[['new'], 'The wizard needs a terminal'],
		[['new', 'a', 'b'], 'Too many arguments'],
		[['scenarios', 'vpn-split-tunel'], 'Did you mean "vpn-split-tunnel"?'],
		[['plan'], 'Name one saved profile, or a file with -f FILE.'],
		[['plan', 'home', '-f', 'x'], 'Name one saved profile, or a file with -f FILE.'],
		[['plan', 'home'], 'There is no profile "home".'],
		[['apply', 'home'], '"detour apply" needs a terminal'],
		[['remove', 'home'], '"detour remove" needs a terminal'],
		[['run', 'home'], '"detour run" needs a terminal'],
		[['apply', 'home', '--yes', '--confirm-within', '10s'], '--confirm-within wants 30s to 60m.'],
		[['apply', 'home', '--yes', '--confirm-within', '2h'], '--confirm-within wants 30s to 60m.'],
		[['render', '-f', 'none.json'], 'There is no file'],
		[['render', 'home', '--with-secrets'], '--with-secrets writes keys: it needs -o FILE.'],
		[['lab', '--port', '0'], '--port wants a number from 1 to 65535.'],
		[['lab', '--port'], "Option '--port <port>' argument missing."],
		[['profiles', 'shw'], 'Did you mean "detour profiles show"?'],
		[['profiles', 'rename', 'x'], 'Write: detour profiles rename PROFILE NAME'],
		[['plan', '-f', '-', '--router', 'a b'], '“a b” is neither an address nor a name.'],
	])('%j is wrong usage, told in one message', async (argv, message) => {
		const {code, out, err} = await workplace.run(argv, {stdin: '{"name":"x","parts":[{"scenario":"vpn-split-tunnel"}]}'});
		expect({code, out}).toEqual({code: 2, out: ''});
		expect(err).toContain(message);
		expect(err).not.toMatch(/\n\s+at /);
	});

	it('gives the same as one JSON document', async () => {
		const {code, out} = await workplace.run(['plan', 'home', '--json']);
		expect(code).toBe(2);
		expect(JSON.parse(out)).toMatchObject({schema: 'detour/error@1', code: 'profile-unknown', message: 'There is no profile "home".', exitCode: 2});
	});

	it('never lets what was typed steer the terminal', async () => {
		const plain = await workplace.run(['plan', 'x\u001B[31m\u202E']);
		expect(plain.err).toContain('"x\\u{1b}[31m\\u{202e}"');
		const {out} = await workplace.run(['check', '-', '--json'], {stdin: '/ip firewall mangle\nadd action="\u009B31m\u202E" acton=x\n'});
		expect(out).toMatch(/^[\u0020-\u007E]*\n$/);
	});

	it.each(commands.map(({name}) => [name]))('%s has help of its own', async (name) => {
		const {code, out, err} = await workplace.run([name, '--help']);
		expect({code, err}).toEqual({code: 0, err: ''});
		expect(out).toContain(`Usage: detour ${name}`);
		expect(out).toContain('--help');
		expect(out).not.toContain('(default: [])');
		expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
	});

	it.each(commands.filter(({name}) => !['new', 'help'].includes(name)).map(({name}) => [name]))('%s takes --json', async (name) => {
		expect((await workplace.run([name, '--help'])).out).toContain('--json');
	});

	it('names every command in its help, in at most 80 columns', () => {
		const text = helpText();
		for (const {usage} of commands) {
			expect(text).toContain(`  ${usage}`);
		}

		expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
	});

	it('has no option that takes a password of a router', async () => {
		const helps = await Promise.all(['plan', 'apply', 'remove', 'recover', 'run'].map(async (name) => (await workplace.run([name, '--help'])).out));
		for (const help of helps) {
			expect(help).not.toMatch(/--pass\w* </);
		}
	});
});
