import ssh2 from 'ssh2';
import type {Lab} from '../../source/lab/index.js';

/** Logs in over SSH; `more` takes the place of the password. */
export const connect = (lab: Lab, username: string, more: ssh2.ConnectConfig = {password: 'lab password'}): Promise<ssh2.Client> =>
	new Promise((resolve, reject) => {
		const client = new ssh2.Client();
		client.once('ready', () => {
			resolve(client);
		});
		// Small packets at once: a handshake takes a tenth of the time.
		client.once('connect', () => {
			client.setNoDelay(true);
		});
		client.on('error', reject);
		client.connect({host: '127.0.0.1', port: lab.port, username, hostVerifier: () => true, ...more});
	});

export type Shell = {
	readonly client: ssh2.Client;
	/** What has come and was not waited for yet. */
	readonly seen: () => string;
	write(text: string): void;
	/** Waits for a text and takes all that came up to then. */
	until(text: string): Promise<string>;
	readonly closed: () => boolean;
};

/** A terminal of 80x24 on a lab. */
export const shell = async (lab: Lab, username: string, more?: ssh2.ConnectConfig): Promise<Shell> => {
	const client = await connect(lab, username, more);
	return await new Promise((resolve, reject) => {
		client.shell({cols: 80, rows: 24}, (error, channel) => {
			if (error !== undefined) {
				reject(error);
				return;
			}

			let seen = '';
			let closed = false;
			let notify = (): void => undefined;
			channel.on('data', (chunk: Buffer) => {
				seen += chunk.toString('utf8');
				notify();
			});
			channel.on('close', () => {
				closed = true;
				notify();
			});
			resolve({
				client,
				seen: () => seen,
				closed: () => closed,
				write: (text) => channel.write(text),
				until: (text) =>
					new Promise((found) => {
						notify = () => {
							const at = seen.indexOf(text);
							if (at >= 0 || closed) {
								const taken = at < 0 ? seen : seen.slice(0, at + text.length);
								seen = seen.slice(taken.length);
								notify = () => undefined;
								found(taken);
							}
						};
						notify();
					}),
			});
		});
	});
};

/** What an exec channel prints, and its exit status. */
export const exec = (client: ssh2.Client, command: string): Promise<{readonly output: string; readonly status: number | undefined}> =>
	new Promise((resolve, reject) => {
		client.exec(command, (error, channel) => {
			if (error !== undefined) {
				reject(error);
				return;
			}

			let output = '';
			let status: number | undefined;
			channel.on('data', (chunk: Buffer) => {
				output += chunk.toString('utf8');
			});
			channel.on('exit', (code: number) => {
				status = code;
			});
			channel.on('close', () => {
				resolve({output, status});
			});
		});
	});
