/** Ports to the outside world. The rooms take these as arguments; `commands/` supplies the real ones. */

export interface Clock {
	/** Wall clock, milliseconds since 1970. Jumps when someone sets it, and while a laptop sleeps. */
	now(): number;
	/** Milliseconds from an arbitrary start; never jumps. */
	monotonic(): number;
	/** Resolves after `milliseconds`; rejects with the signal's reason when aborted. */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Random {
	bytes(count: number): Uint8Array;
}

export type FileInfo = {readonly kind: 'file' | 'directory' | 'other'; readonly size: number; readonly mode: number};

export interface Files {
	/** Undefined when there is no such file; other trouble throws `AppError`. */
	read(path: string): Promise<string | undefined>;
	/** Writes whole or not at all (temporary file, fsync, rename), mode 0600 unless told otherwise. */
	write(path: string, text: string, mode?: number): Promise<void>;
	/** Appends and fsyncs before it resolves. */
	append(path: string, text: string): Promise<void>;
	remove(path: string): Promise<void>;
	list(directory: string): Promise<readonly string[]>;
	info(path: string): Promise<FileInfo | undefined>;
}
