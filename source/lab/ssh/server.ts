import {timingSafeEqual} from 'node:crypto';
import type {AddressInfo} from 'node:net';
import {createServer} from 'node:net';
import type {AuthContext, Connection, ParsedKey, Session as ServerSession} from 'ssh2';
import ssh2 from 'ssh2';
import type {Release} from '../../facts/index.js';
import type {Clock} from '../../runtime/index.js';
import type {Pty} from '../console/shell.js';
import {serveShell} from '../console/shell.js';
import {splitUser} from '../console/suffix.js';
import type {Steps} from '../contract.js';
import type {Faults} from '../machine/faults.js';
import type {Machine} from '../machine/machine.js';
import {admits, admitsUser, isLetIn, sessionLimit} from '../machine/services.js';
import {serveExec} from './exec.js';
import type {Link} from './link.js';
import {createLink} from './link.js';
import {serveSftp} from './sftp.js';

export type ServerOptions = {
	readonly machine: Machine;
	readonly release: Release;
	readonly clock: Clock;
	readonly hostKey: string;
	readonly port: number;
	/** Password of `admin`, kept outside the router. */
	readonly password: string;
	/** Keys of `admin`, kept outside the router: they do not switch passwords off, as the router's own would. */
	readonly authorizedKeys: readonly string[];
};

export type LabServer = {readonly port: number; dropAll(): void; stop(): Promise<void>};

const sameText = (a: string, b: string): boolean => {
	const left = Buffer.from(a);
	const right = Buffer.from(b);
	return left.length === right.length && timingSafeEqual(left, right);
};

const parseKeys = (texts: readonly string[]): readonly ParsedKey[] =>
	texts.flatMap((text) => {
		const parsed = ssh2.utils.parseKey(text);
		return parsed instanceof Error ? [] : parsed;
	});

const methods = (): ('password' | 'publickey')[] => ['password', 'publickey'];

/** Whether a user with keys may still use a password (7.21 renamed the switch). */
const passwordsBesideKeys = (machine: Machine): boolean => {
	const settings = machine.context.settings('/ip/ssh');
	return settings['always-allow-password-login'] === 'yes' || settings['password-authentication'] === 'yes';
};

const authenticate = (options: ServerOptions, context: AuthContext, user: string): boolean => {
	const {machine, release} = options;
	if (!machine.users.exists(user) || !machine.users.policies(user).has('ssh') || !admitsUser(machine.context, user)) {
		return false;
	}

	const ownKeys = machine.users.keys(user);
	if (context.method === 'password') {
		const password = user === 'admin' && machine.users.password(user) === '' ? options.password : machine.users.password(user);
		return (ownKeys.length === 0 || passwordsBesideKeys(machine)) && sameText(context.password, password);
	}

	if (context.method !== 'publickey' || (context.key.algo === 'ssh-ed25519' && release.minor < 12)) {
		return false;
	}

	const {key, signature, blob, hashAlgo} = context;
	return parseKeys([...ownKeys, ...(user === 'admin' ? options.authorizedKeys : [])]).some(
		(allowed) => allowed.getPublicSSH().equals(key.data) && (signature === undefined || (blob !== undefined && allowed.verify(blob, signature, hashAlgo) === true)),
	);
};

/** A router that hears nothing more notices after 9 minutes (the manual). */
const silencePatience = 9 * 60_000;

/** Takes one off the requests to let pass; true when it was the one to fail. */
const isDue = (faults: Faults['ssh'], name: 'dropAt' | 'silentAt'): boolean => {
	const left = faults[name];
	if (left !== undefined) {
		faults[name] = left > 1 ? left - 1 : undefined;
	}

	return left === 1;
};

/** Breaks the way back where a fault says so: the request itself has come through. */
const mayBreak = ({machine}: ServerOptions, link: Link): void => {
	const {context} = machine;
	if (isDue(context.faults.ssh, 'dropAt')) {
		link.cut();
	}

	if (isDue(context.faults.ssh, 'silentAt')) {
		link.mute();
		const silence = (function* (): Steps<void> {
			yield {kind: 'sleep', milliseconds: silencePatience};
		})();
		context.tasks.start(silence, link.notice);
	}
};

type Guest = {user: string; parameters: string; from: string /** Came in without a password. */; wantsPassword: boolean};

const serveSession = (options: ServerOptions, session: ServerSession, guest: Readonly<Guest>, link: Link): void => {
	const {user, from} = guest;
	const {machine} = options;
	let pty: Pty | undefined;
	session.on('pty', (accept, _reject, info) => {
		pty = {columns: info.cols, rows: info.rows};
		accept?.();
	});
	session.on('window-change', (accept, _reject, info) => {
		pty = {columns: info.cols, rows: info.rows};
		accept?.();
	});
	session.on('exec', (accept, _reject, info) => {
		mayBreak(options, link);
		serveExec(machine, accept(), info.command, user, from);
	});
	session.on('shell', (accept) => {
		mayBreak(options, link);
		serveShell({...guest, machine, clock: options.clock, channel: accept(), pty: () => pty});
	});
	session.on('sftp', (accept, reject) => {
		mayBreak(options, link);
		if (machine.users.policies(user).has('ftp')) {
			serveSftp(machine, accept(), user, from);
		} else {
			reject();
		}
	});
};

/** The router's SSH service, on 127.0.0.1 alone. */
export const startServer = async (options: ServerOptions): Promise<LabServer> => {
	const connections = new Set<Connection>();
	/** By the port that a client calls from. */
	const links = new Map<number, Link>();
	const server = new ssh2.Server(
		{
			ident: 'ROSSSH',
			hostKeys: [options.hostKey],
			// What 7.x is known to offer (docs/lab-notes/console.md); more is not needed by any client.
			algorithms: {
				kex: ['curve25519-sha256', 'curve25519-sha256@libssh.org', 'diffie-hellman-group14-sha256', 'diffie-hellman-group14-sha1'],
				serverHostKey: ['rsa-sha2-256', 'ssh-rsa'],
				cipher: ['aes256-ctr', 'aes192-ctr', 'aes128-ctr', 'aes256-gcm@openssh.com', 'aes128-gcm@openssh.com'],
				hmac: ['hmac-sha2-256', 'hmac-sha1'],
			},
		},
		(connection, info) => {
			const link = links.get(info.port);
			if (link === undefined || !admits(options.machine.context, 'ssh') || connections.size >= (sessionLimit(options.machine.context) ?? Number.POSITIVE_INFINITY)) {
				connection.end();
				return;
			}

			connections.add(connection);
			const from = options.machine.context.faults.guest ?? info.ip;
			const guest: Guest = {user: '', parameters: '', from, wantsPassword: false};
			connection.on('authentication', (context) => {
				Object.assign(guest, splitUser(context.username));
				const {user} = guest;
				if (authenticate(options, context, user)) {
					guest.wantsPassword = context.method === 'password' && context.password === '';
					context.accept();
					return;
				}

				if (context.method === 'password') {
					options.machine.log('system,error,critical', `login failure for user ${user} from ${from} via ssh`);
				}

				context.reject(methods());
			});
			connection.on('session', (accept) => {
				serveSession(options, accept(), guest, link);
			});
			connection.on('error', () => undefined);
			connection.on('close', () => {
				connections.delete(connection);
			});
		},
	);
	const listener = createServer((socket) => {
		socket.setNoDelay(true);
		const {context} = options.machine;
		const port = socket.remotePort ?? 0;
		const link = createLink(socket, options.clock, {latency: () => context.faults.ssh.latency, isOpen: () => isLetIn(context, port)});
		links.set(port, link);
		link.stream.once('close', () => {
			links.delete(port);
		});
		// The types ask for a socket; a stream with an address is all that is used of it.
		Reflect.apply(server.injectSocket, server, [link.stream]);
	});
	await new Promise<void>((resolve, reject) => {
		listener.once('error', reject);
		listener.listen(options.port, '127.0.0.1', resolve);
	});
	const dropAll = (): void => {
		for (const connection of connections) {
			connection.end();
		}
	};
	const address = listener.address();
	return {
		port: isAddressInfo(address) ? address.port : options.port,
		dropAll,
		stop: async () => {
			dropAll();
			await new Promise<void>((resolve) => {
				listener.close(() => {
					resolve();
				});
				setImmediate(() => {
					for (const link of links.values()) {
						link.notice();
					}
				});
			});
		},
	};
};

const isAddressInfo = (address: unknown): address is AddressInfo => typeof address === 'object' && address !== null && 'port' in address;
