import type {Release} from '../facts/index.js';
import {loadSchema} from '../routeros/schema/index.js';
import type {Clock, Random} from '../runtime/index.js';
import type {LabEvent} from './events.js';
import {eventSource} from './events.js';
import type {Faults} from './machine/faults.js';
import {noFaults} from './machine/faults.js';
import type {Machine} from './machine/machine.js';
import {createMachine} from './machine/machine.js';
import {labSchema} from './machine/schema.js';
import type {ModelName} from './models/index.js';
import {builtinRouter} from './models/index.js';
import {createInterpreter} from './script/index.js';
import {fingerprintOf} from './ssh/host-key.js';
import type {LabServer} from './ssh/server.js';
import {startServer} from './ssh/server.js';
import type {LabState} from './store/store.js';
import {createStore} from './store/store.js';

export type LabOptions = {
	readonly release: Release;
	/** The built-in router to start from, unless `state` holds one. */
	readonly model?: ModelName;
	/** 0 or undefined: any free port. */
	readonly port?: number;
	/** Password of `admin`; undefined for the empty one of a fresh device. */
	readonly password?: string;
	/** PEM, see `generateHostKey`. */
	readonly hostKey: string;
	/** OpenSSH public keys that `admin` may log in with. */
	readonly authorizedKeys?: readonly string[];
	/** `real`: virtual time follows the clock (and `advance`). `manual`: it moves by `advance` alone. */
	readonly clock: 'real' | 'manual';
	readonly clockPort: Clock;
	readonly random: Random;
	/** What an earlier lab held when it stopped. */
	readonly state?: LabState;
	/** What happens by itself, at times after the start. */
	readonly events?: readonly LabEvent[];
	/** An event has run and printed this. */
	readonly onEvent?: (event: LabEvent, output: string) => void;
};

export type Lab = {
	readonly port: number;
	/** `SHA256:…` of the host key. */
	readonly fingerprint: string;
	readonly machine: Machine;
	readonly faults: Faults;
	/** Moves the virtual clock and uptime, firing what becomes due in order. */
	advance(milliseconds: number): Promise<void>;
	/** Runs a command line as `admin` and resolves with what an exec channel would have printed. */
	exec(command: string): Promise<string>;
	/** What outlives the lab: configuration and files. */
	state(): LabState;
	stop(): Promise<void>;
};

/** Lets what the network owes arrive before time moves on. */
const settle = (): Promise<void> =>
	new Promise((resolve) => {
		setImmediate(resolve);
	});

/** Runs a line as `admin`, as an exec channel would. */
const execOn = (machine: Machine, command: string): Promise<string> =>
	new Promise((resolve) => {
		let output = '';
		const login = machine.login({
			user: 'admin',
			from: '127.0.0.1',
			via: 'ssh',
			interactive: false,
			print: (text) => {
				output += text;
			},
			ended: () => {
				resolve(output);
			},
		});
		login.run(command, () => {
			login.close();
			resolve(output);
		});
	});

/** Starts an emulated router that listens for SSH on 127.0.0.1. */
export const startLab = async (options: LabOptions): Promise<Lab> => {
	const schema = await loadSchema(options.release);
	const store = createStore(options.state ?? builtinRouter(options.model ?? 'home', options.release, labSchema(schema)));
	const faults: Faults = {...noFaults(), deviceMode: store.site.deviceMode, ramDisk: store.site.ramDisk};
	let server: LabServer | undefined;
	const machine = createMachine({
		release: options.release,
		schema,
		store,
		faults,
		clock: options.clockPort,
		follows: options.clock,
		random: options.random,
		interpreter: createInterpreter,
		rebooted: (uptime) => {
			events.rebooted(uptime);
			server?.dropAll();
		},
	});
	const {onEvent} = options;
	const events = eventSource(options.events ?? [], (event) => {
		void execOn(machine, event.command).then((output) => onEvent?.(event, output));
	});
	machine.context.tasks.addSource(events);
	machine.context.tasks.poke();
	server = await startServer({
		machine,
		release: options.release,
		clock: options.clockPort,
		hostKey: options.hostKey,
		port: options.port ?? 0,
		password: options.password ?? '',
		authorizedKeys: options.authorizedKeys ?? [],
	});
	return {
		port: server.port,
		fingerprint: fingerprintOf(options.hostKey),
		machine,
		faults,
		advance: async (milliseconds) => {
			await settle();
			machine.context.tasks.advance(milliseconds);
			await settle();
		},
		exec: (command) => execOn(machine, command),
		state: store.state,
		stop: async () => {
			machine.close();
			await server?.stop();
		},
	};
};
