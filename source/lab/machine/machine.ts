import type {Release} from '../../facts/index.js';
import type {Schema} from '../../routeros/schema/index.js';
import type {Clock, Random} from '../../runtime/index.js';
import type {Interpreter, MenuHost, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {createExpiry, dropExpired} from '../store/expiry.js';
import {withFactoryRows} from '../store/factory.js';
import {createJournal} from '../store/journal.js';
import {observed} from '../store/observed.js';
import {createRecent} from '../store/recent.js';
import type {Store} from '../store/store.js';
import type {Value} from '../value.js';
import type {Act, Context} from './context.js';
import {emptyRuntime, policiesOf} from './context.js';
import {confirmDeviceMode} from './device-mode.js';
import {createDns} from './dns.js';
import {add, comment, disable, enable, move, remove, set, unset} from './edit.js';
import type {Facility} from './facility.js';
import type {Faults} from './faults.js';
import {createDisk} from './files.js';
import {createGateways} from './gateways.js';
import {remember} from './history.js';
import {createJobs} from './jobs.js';
import {createLinks} from './links.js';
import {writeLog} from './logging.js';
import type {Login, LoginOptions} from './login.js';
import {openLogin} from './login.js';
import {createPostOffice} from './mail.js';
import {createNetwatch} from './netwatch.js';
import {createNetworkTime} from './network-time.js';
import {meddle} from './others.js';
import {permit} from './permissions.js';
import {answered} from './questions.js';
import {answerOf} from './reach.js';
import {find, follow, get, goesOn, print} from './read.js';
import {fireDue, nextDue, planAll} from './scheduler.js';
import {labSchema} from './schema.js';
import {startJob} from './scripts.js';
import {noticeService} from './services.js';
import {processes, specialActs, writeExport} from './special.js';
import {createTasks} from './tasks.js';
import {resetCounters} from './traffic/acts.js';
import {createTraffic} from './traffic/traffic.js';
import {viewsOf} from './views/index.js';
import {settingsOf} from './views/settings.js';

export type Machine = MenuHost & {
	readonly context: Context;
	readonly identity: () => string;
	login(options: LoginOptions): Login;
	reboot(): void;
	/** Users by name and password; keys that were added inside the router. */
	readonly users: {
		policies(user: string): ReadonlySet<string>;
		exists(user: string): boolean;
		password(user: string): string;
		setPassword(user: string, password: string): void;
		keys(user: string): readonly string[];
	};
	close(): void;
};

export type MachineOptions = {
	readonly release: Release;
	readonly schema: Schema;
	readonly store: Store;
	readonly faults: Faults;
	readonly clock: Clock;
	readonly follows: 'real' | 'manual';
	readonly random: Random;
	readonly interpreter: (host: MenuHost) => Interpreter;
	/** The machine went down: whoever is connected is not any more. */
	readonly rebooted: (uptime: number) => void;
};

const verbs: Readonly<Record<string, Act>> = {
	add,
	set,
	remove,
	enable,
	disable,
	move,
	comment,
	unset,
	find,
	get,
	print,
	'reset-counters': resetCounters,
	'reset-counters-all': resetCounters,
	export: writeExport,
};

/** The emulated router: its store, clock, jobs and menus, without the network. */
export const createMachine = (options: MachineOptions): Machine => {
	const {release, faults} = options;
	const flash = createRecent(options.store);
	const expiry = createExpiry(options.store);
	const journal = createJournal();
	const store = observed(options.store, [flash.note, journal.note, () => traffic.stale(), expiry.stale, (write) => noticeService(context, write)]);
	const schema = labSchema(options.schema);
	const tasks = createTasks(options.clock, options.follows);
	let wall = options.clock.now();
	const now = (): number => wall + tasks.uptime();
	const runtime = emptyRuntime();
	const jobs = createJobs();
	const disk = createDisk(store, faults, now, tasks.uptime);
	const isoDates = release.minor >= 10;
	const globals = new Map<string, Value>();
	let interpreter: Interpreter | undefined;
	const gateways = createGateways(() => context);
	const networkTime = createNetworkTime(() => context);
	const netwatch = createNetwatch(() => context);
	const links = createLinks(() => context);
	const dns = createDns(() => context);
	const traffic = createTraffic(() => context);
	const facilities: readonly Facility[] = [gateways, networkTime, links, netwatch, dns, traffic];

	const log = (topics: string, message: string): void => {
		writeLog(context, topics, message);
	};

	const idFor = (menu: string, key: string): string => {
		const known = runtime.dynamicIds.get(`${menu} ${key}`);
		if (known !== undefined) {
			return known;
		}

		const made = store.nextId(menu);
		runtime.dynamicIds.set(`${menu} ${key}`, made);
		return made;
	};

	const host: MenuHost = {
		release,
		schema,
		globals,
		log,
		uptime: () => BigInt(tasks.uptime()) * 1_000_000n,
		now,
		resolve: dns.resolve,
		save: (name, text) => disk.write(name, Buffer.from(text)),
		execute: (session, source, file) => startJob(context, session, source, file),
		run: function* (call): Steps<Value> {
			permit(call);
			yield* meddle(context, call);
			const key = `${call.menu} ${call.verb}`;
			const process = processes[key];
			if (process !== undefined) {
				return yield* process(context, call);
			}

			const act = specialActs[key] ?? verbs[call.verb];
			if (act === undefined) {
				throw new ScriptError(`failure: ${call.verb} is not part of this lab`);
			}

			if (call.verb === 'print' && goesOn(call)) {
				return yield* follow(context, call);
			}

			return yield* answered(call, (complete) => {
				journal.open();
				try {
					return act(context, complete);
				} finally {
					remember(context, call, journal.take());
				}
			});
		},
	};

	const boot = (): void => {
		log('system,info', 'router rebooted');
		planAll(context, true);
		tasks.poke();
	};

	const reboot = (): void => {
		const uptime = tasks.uptime();
		jobs.clear();
		tasks.reboot();
		wall = networkTime.boot(wall + uptime, uptime);
		globals.clear();
		runtime.runs.clear();
		runtime.since.clear();
		runtime.dynamicIds.clear();
		runtime.numbering.clear();
		runtime.log = [];
		runtime.history = [];
		runtime.undone = [];
		runtime.safeMode = undefined;
		runtime.terminals.clear();
		for (const facility of facilities) {
			facility.forget();
		}

		for (const menu of store.menus()) {
			store.replace(
				menu,
				store.rows(menu).filter((row) => row.dynamic !== true),
			);
		}

		disk.forget();

		options.rebooted(uptime);
		boot();
	};

	const context: Context = {
		release,
		schema,
		isoDates,
		store,
		flash,
		faults,
		random: options.random,
		tasks,
		jobs,
		disk,
		runtime,
		host,
		netwatch,
		links,
		dns,
		traffic,
		mail: createPostOffice(),
		reaches: (address) => typeof answerOf(context, address) === 'object',
		derived: {store, faults, idFor, resolve: dns.resolve, now, gatewayDown: gateways.isDown, hasLoopback: release.minor >= 14, hasFasttrack6: release.minor >= 18},
		interpreter: () => {
			interpreter ??= options.interpreter(host);
			return interpreter;
		},
		now,
		setNow: (milliseconds) => {
			wall = milliseconds - tasks.uptime();
			planAll(context, false);
		},
		reboot,
		cutPower: ({writes, files, within}) => {
			// Jobs that die write what they printed: before the files are lost.
			jobs.clear();
			if (files !== 'kept') {
				disk.cut(files, tasks.uptime() - within);
			}

			confirmDeviceMode(context);
			flash.lose(writes);
			reboot();
		},
		log,
		views: (menu) => viewsOf(context, menu),
		settings: (menu) => settingsOf(context, menu),
	};

	for (const facility of facilities) {
		tasks.addSource(facility);
	}

	tasks.addSource({next: () => nextDue(context), fire: (uptime) => fireDue(context, uptime)});
	tasks.addSource({next: expiry.next, fire: (uptime) => dropExpired(store, uptime)});

	withFactoryRows(store);
	boot();
	return {
		...host,
		context,
		identity: () => settingsOf(context, '/system/identity').name ?? 'MikroTik',
		login: (wanted) => openLogin(context, wanted),
		reboot,
		users: {
			exists: (user) => store.rows('/user').some((row) => row.properties.name === user && row.properties.disabled !== 'yes'),
			policies: (user) => policiesOf(store, user),
			password: (user) => store.rows('/user').find((row) => row.properties.name === user)?.properties.password ?? '',
			setPassword: (user, password) => {
				for (const row of store.rows('/user').filter(({properties}) => properties.name === user)) {
					store.update('/user', {...row, properties: {...row.properties, password}});
				}
			},
			keys: (user) => store.rows('/user/ssh-keys').flatMap(({properties}) => (properties.user === user ? [properties.key ?? ''] : [])),
		},
		close: () => {
			jobs.clear();
			tasks.close();
		},
	};
};
