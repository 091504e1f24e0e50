import type {Release} from '../../../source/facts/index.js';
import type {Interpreter, MenuCall, MenuHost, Session, Steps, Wait} from '../../../source/lab/contract.js';
import {ScriptError} from '../../../source/lab/contract.js';
import {createInterpreter} from '../../../source/lab/script/index.js';
import type {Value} from '../../../source/lab/value.js';
import {array, bool, id, nothing, num, str} from '../../../source/lab/value.js';
import {loadSchema} from '../../../source/routeros/schema/index.js';

type Row = {readonly id: string; readonly properties: Map<string, Value>};

const text = (value: Value): string => ('value' in value ? String(value.value) : value.kind === 'array' ? value.items.map(text).join(',') : '');

const stored = (name: string, value: Value): Value => (name === 'disabled' ? bool(text(value) === 'yes') : name === 'mtu' ? num(BigInt(text(value))) : str(text(value)));

/** Menus as bare tables: what a test needs to see which calls the language makes, nothing of a router's behaviour. */
export const makeHost = async (version: string) => {
	const [major = 7, minor = 0, patch = 0] = version.split('.').map(Number);
	const release: Release = {major, minor, patch};
	const schema = await loadSchema(release);
	const tables = new Map<string, Row[]>();
	const calls: MenuCall[] = [];
	const logged: string[] = [];
	const jobs: string[] = [];
	const saved = new Map<string, string>();
	let uptime = 90_000_000_000n;
	let nextId = 1;

	const rowsOf = (call: MenuCall): readonly Row[] => {
		const table = tables.get(call.menu) ?? [];
		const wanted = call.positional[0];
		const list = wanted?.kind === 'array' ? wanted.items : wanted === undefined || wanted.kind === 'nothing' ? [] : [wanted];
		return list.map((each) => {
			const found = table.find((row) => row.id === text(each) || text(row.properties.get('name') ?? nothing) === text(each));
			if (found === undefined) {
				throw new ScriptError('no such item');
			}

			return found;
		});
	};

	const property = (row: Row, name: string): Value => (name === '.id' ? id(row.id) : (row.properties.get(name) ?? nothing));
	const matching = (call: MenuCall): readonly Row[] => (tables.get(call.menu) ?? []).filter((row) => call.where?.((name) => property(row, name)) ?? true);

	const verbs: Readonly<Record<string, (call: MenuCall) => Value>> = {
		add(call) {
			const row = {id: `*${(nextId++).toString(16).toUpperCase()}`, properties: new Map([...call.named].map(([name, value]) => [name, stored(name, value)]))};
			const name = row.properties.get('name');
			if (name !== undefined && (tables.get(call.menu) ?? []).some((each) => text(each.properties.get('name') ?? nothing) === text(name))) {
				throw new ScriptError('failure: item with such name already exists');
			}

			tables.set(call.menu, [...(tables.get(call.menu) ?? []), row]);
			return id(row.id);
		},
		set(call) {
			for (const row of rowsOf(call)) {
				for (const [name, value] of call.named) {
					row.properties.set(name, stored(name, value));
				}
			}

			return nothing;
		},
		remove(call) {
			const gone = new Set(rowsOf(call));
			tables.set(
				call.menu,
				(tables.get(call.menu) ?? []).filter((row) => !gone.has(row)),
			);
			return nothing;
		},
		find: (call) => array(matching(call).map((row) => id(row.id))),
		get(call) {
			if (call.menu === '/system/resource') {
				return {kind: 'time', value: uptime};
			}

			const [row] = rowsOf(call);
			if (row === undefined) {
				throw new ScriptError('no such item');
			}

			return property(row, text(call.positional[1] ?? nothing));
		},
		print(call) {
			const found = matching(call);
			if (call.flags.has('count-only')) {
				call.session.print(`${found.length}\r\n`);
				return num(found.length);
			}

			return array(found.map((row) => array([], new Map([['.id', id(row.id)], ...row.properties]))));
		},
	};

	const host: MenuHost = {
		release,
		schema,
		// biome-ignore lint/correctness/useYield: nothing here waits.
		*run(call) {
			calls.push(call);
			const verb = verbs[call.verb];
			if (verb === undefined) {
				throw new ScriptError(`failure: no ${call.verb} here`);
			}

			return verb(call);
		},
		globals: new Map(),
		log: (topics, message) => {
			logged.push(`${topics} ${message}`);
		},
		execute: (_session, source, file) => {
			jobs.push(`${file ?? ''}|${source}`);
			return id(`*J${jobs.length}`);
		},
		uptime: () => uptime,
		now: () => 1_700_000_000_000,
		resolve: (name) => (name === 'one.example' ? ['192.0.2.1', '2001:db8::1'] : []),
		save: (name, text) => {
			saved.set(name, text);
		},
	};

	return {
		host,
		calls,
		logged,
		jobs,
		saved,
		tables,
		pass: (milliseconds: number) => {
			uptime += BigInt(milliseconds) * 1_000_000n;
		},
	};
};

export type FakeHost = Awaited<ReturnType<typeof makeHost>>;

export type Ran = {readonly printed: string; readonly waits: readonly Wait[]; readonly value: Value};

export const sessionOf = (print: (text: string) => void, more: Partial<Session> = {}): Session => ({
	user: 'admin',
	policies: new Set(['read', 'write']),
	print,
	from: '192.0.2.99',
	interactive: false,
	menu: '',
	aborted: () => false,
	...more,
});

const drive = <T>(steps: Steps<T>, fake: FakeHost, waits: Wait[], limit: number): T | undefined => {
	for (;;) {
		const next = steps.next();
		if (next.done === true) {
			return next.value;
		}

		waits.push(next.value);
		if (next.value.kind === 'sleep') {
			fake.pass(next.value.milliseconds);
		}

		if (waits.length >= limit) {
			return undefined;
		}
	}
};

/** Runs a line as an exec channel would; `limit` ends a script that would wait for ever. */
export const runLine = (fake: FakeHost, source: string, more: Partial<Session> & {readonly interpreter?: Interpreter; readonly limit?: number} = {}): Ran => {
	let printed = '';
	const waits: Wait[] = [];
	const session = sessionOf((part) => {
		printed += part;
	}, more);
	const interpreter = more.interpreter ?? createInterpreter(fake.host);
	const value = drive(interpreter.run(source, session, {report: true}), fake, waits, more.limit ?? 1000);
	return {printed, waits, value: value ?? nothing};
};
