import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createInterpreter} from '../../../source/lab/script/index.js';
import {formatTime, parseTime} from '../../../source/lab/script/time.js';
import {makeHost, runLine} from './fake-host.js';

const words = [
	':put',
	':local',
	'x',
	'$x',
	':global',
	':set',
	':if',
	':foreach',
	':for',
	':while',
	':do',
	':error',
	':return',
	':parse',
	':pick',
	':find',
	':tonum',
	':len',
	':serialize',
	'to=json',
	'do={',
	'else={',
	'on-error={',
	'in=',
	'from=1',
	'to=3',
	'{',
	'}',
	'(',
	')',
	'[',
	']',
	';',
	'\n',
	'"',
	'"a"',
	'"$x"',
	'"$[',
	'1',
	'-1',
	'1h',
	'10.0.0.1',
	'10.0.0.0/8',
	'2001:db8::1',
	'*1',
	'yes',
	'+',
	'-',
	'*',
	'/',
	'%',
	'.',
	',',
	'->',
	'~',
	'=',
	'!=',
	'<',
	'<<',
	'<%%',
	'&&',
	'in',
	'!',
	'any',
	'/ip',
	'address',
	'/interface/wireguard',
	'find',
	'where',
	'get',
	'set',
	'add',
	'remove',
	'print',
	'name=w',
	'comment~"("',
	'as-value',
	'9223372036854775807',
	'$f',
	'f',
	'while=',
	'#',
];

describe('robustness', () => {
	it('answers any text with output or an error', async () => {
		const fake = await makeHost('7.20.1');
		const interpreter = createInterpreter(fake.host);
		const soup = fc.array(fc.constantFrom(...words), {maxLength: 14}).map((parts) => parts.join(' '));
		fc.assert(
			fc.property(fc.oneof(soup, fc.string({unit: 'binary', maxLength: 40})), (source) => {
				fake.host.globals.clear();
				expect(() => runLine(fake, source, {interpreter, limit: 5})).not.toThrow();
				expect(() => interpreter.check(source, '/ip/address')).not.toThrow();
			}),
			{numRuns: 1500},
		);
	});

	it('lets others have a turn in a loop without end', async () => {
		const ran = runLine(await makeHost('7.20.1'), ':while (true) do={}', {limit: 3});
		expect(ran.waits).toEqual(Array.from({length: 3}, () => ({kind: 'sleep', milliseconds: 0})));
	});

	it('ends recursion without end, and bears what is sensible', async () => {
		const fake = await makeHost('7.20.1');
		expect(runLine(fake, ':global f do={:global f; :do {:if (true) do={:foreach i in={1} do={:put [$f]}}}}; $f').printed).toMatch(/^failure: call stack is too deep/);
		expect(runLine(fake, ':global sum do={:global sum; :if ($1 = 0) do={:return 0}; :return ($1 + [$sum ($1 - 1)])}; :put [$sum 150]').printed).toBe('11325\r\n');
	});

	it('ends text that doubles without end', async () => {
		expect(runLine(await makeHost('7.20.1'), ':local a "0123456789"; :while (true) do={:set a ($a . $a)}').printed).toMatch(/^failure: out of memory/);
	});

	it('survives expressions as deep as a parser lets them be', async () => {
		const fake = await makeHost('7.20.1');
		for (const source of [`:put ${'('.repeat(5000)}1${')'.repeat(5000)}`, `:put (1${' + 1'.repeat(20_000)})`, ':do {'.repeat(3000)]) {
			expect(runLine(fake, source).printed).not.toBe('');
		}
	});

	it('never lets printed or stored text become a command', async () => {
		const fake = await makeHost('7.20.1');
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 30}), (text) => {
				fake.host.globals.set('hostile', {kind: 'str', value: text});
				fake.calls.length = 0;
				runLine(fake, ':global hostile; /interface/wireguard/add name=a comment=$hostile');
				expect(fake.calls).toHaveLength(1);
				expect(fake.calls[0]?.named.get('comment')).toEqual({kind: 'str', value: text});
				fake.tables.clear();
			}),
			{numRuns: 100},
		);
	});

	it('reads every time that it writes', () => {
		fc.assert(
			fc.property(fc.bigInt({min: -(2n ** 62n), max: 2n ** 62n}), (time) => {
				expect(parseTime(formatTime(time))).toBe(time);
			}),
			{numRuns: 300},
		);
	});
});
