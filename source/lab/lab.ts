import type {Release} from '../facts/index.js';
import type {Clock, Random} from '../runtime/index.js';
import type {Faults} from './machine/faults.js';
import type {Machine} from './machine/machine.js';
import type {LabState} from './store/store.js';

export type LabOptions = {
	readonly release: Release;
	/** The built-in router to start from. */
	readonly model?: 'home';
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

/** Starts an emulated router that listens for SSH on 127.0.0.1. */
export declare const startLab: (options: LabOptions) => Promise<Lab>;
