import {PassThrough} from 'node:stream';
import {describe, expect, it} from 'vitest';
import {makeConsole} from '../../source/commands/console.js';

const open = (interactive = true, columns: number | undefined = undefined) => {
	const stdin = Object.assign(new PassThrough(), {raw: [] as boolean[], setRawMode: (on: boolean) => stdin.raw.push(on)});
	const written: string[] = [];
	let interrupts = 0;
	const console = makeConsole({
		stdin,
		out: (text) => written.push(`out ${text}`),
		err: (text) => written.push(`err ${text}`),
		interactive,
		columns: () => columns,
		onInterrupt() {
			interrupts++;
		},
	});
	return {stdin, written, console, interrupts: () => interrupts};
};

describe('the console', () => {
	it('keeps lines that came early for the questions that come later', async () => {
		const {stdin, console} = open();
		stdin.write('one\r\ntwo\nth');
		expect(await console.ask('1?')).toBe('one');
		expect(await console.ask('2?')).toBe('two');
		stdin.end('ree');
		expect(await console.ask('3?')).toBe('three');
		expect(await console.ask('4?')).toBeUndefined();
	});

	it('asks on standard error and never shows what is hidden', async () => {
		const {stdin, console, written} = open();
		const answer = console.askHidden('Password:');
		stdin.write('hunt');
		stdin.write('x\u007Fer2\r');
		expect((await answer)?.reveal()).toBe('hunter2');
		expect(stdin.raw).toEqual([true, false]);
		expect(written).toEqual(['err Password: ', 'err \n']);
	});

	it('breaks what people read at blanks, never within a word', () => {
		const {console, written} = open(true, 30);
		console.note('error: The host key of this router is not known.\n  Compare it with the router first.');
		expect(written).toEqual(['err error: The host key of this\nrouter is not known.\n  Compare it with the router\n  first.\n']);
	});

	it('gives the terminal back when a hidden question is interrupted', async () => {
		const {stdin, console, interrupts} = open();
		const answer = console.askHidden('Password:');
		stdin.write('hun\u0003');
		expect(await answer).toBeUndefined();
		expect(interrupts()).toBe(1);
		expect(stdin.raw).toEqual([true, false]);
	});

	it('stops waiting when it is told to', async () => {
		const {console} = open();
		const controller = new AbortController();
		const answer = console.ask('?', controller.signal);
		controller.abort(new Error('enough'));
		await expect(answer).rejects.toThrow('enough');
	});

	it('reads everything up to a bound', async () => {
		const {stdin, console} = open(false);
		stdin.end('abc\ndef');
		expect(await console.readAll(100)).toBe('abc\ndef');
		const more = open(false);
		more.stdin.end('x'.repeat(200));
		expect(await more.console.readAll(100)).toBeUndefined();
	});
});
