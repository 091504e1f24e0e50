/** Bytes to and from a router. No RouterOS words here. */
export interface Transport {
	/** Runs one command line on an exec channel. Resolves with everything it printed. What is asked for before that may go on at the same time. */
	exec(command: string, options?: ExecOptions): Promise<ExecResult>;
	/** Writes a whole file (SFTP). */
	upload(path: string, content: Uint8Array): Promise<void>;
	/** Reads a whole file (SFTP). Undefined when there is none. `size` is how long it should be, when that is known. */
	download(path: string, size?: number): Promise<Uint8Array | undefined>;
	close(): Promise<void>;
	/** What was pinned: `SHA256:…` of the host key. */
	readonly fingerprint: string;
	/** Identification string of the server, e.g. `SSH-2.0-ROSSSH`. */
	readonly ident: string;
}

/** `timeout` in milliseconds; a command that takes longer is given up and the connection with it. */
export type ExecOptions = {readonly signal?: AbortSignal; readonly timeout?: number};

export type ExecResult = {readonly output: string /** A hint only: RouterOS says 0 for most failures. */; readonly exitCode: number | undefined};

export type Endpoint = {readonly host: string; readonly port: number; readonly user: string};

export type HostKeyDecision = 'accept' | 'reject';

/** A host key: its type (`ssh-rsa`), the whole key as base64, and what people compare (`SHA256:…`). */
export type HostKey = {readonly type: string; readonly key: string; readonly fingerprint: string};

/** A key of a host that has none pinned. */
export type HostKeyOffer = HostKey & {readonly host: string; readonly port: number};

/** Where host keys are remembered, by host and port. */
export interface HostKeyPins {
	get(host: string, port: number): Promise<HostKey | undefined>;
	set(host: string, port: number, pin: HostKey): Promise<void>;
}
