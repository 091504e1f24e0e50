/** Something that runs or may run: a login, or a script. */
export type Job = {
	readonly id: string;
	readonly type: 'login' | 'command';
	readonly owner: string;
	readonly policies: ReadonlySet<string>;
	/** Milliseconds since 1970, virtual. */
	readonly started: number;
	readonly parent?: string;
	/** Name of the script that it runs. */
	readonly script?: string;
	readonly login?: {readonly from: string; readonly via: string};
	stop(): void;
};

export type Jobs = {
	all(): readonly Job[];
	add(job: Omit<Job, 'id'>): Job;
	remove(id: string): void;
	clear(): void;
};

/** Who is at work on the machine: gone at reboot. */
export const createJobs = (): Jobs => {
	let jobs: readonly Job[] = [];
	let last = 0;
	return {
		all: () => jobs,
		add: (job) => {
			last += 1;
			const added: Job = {...job, id: `*${last.toString(16).toUpperCase()}`};
			jobs = [...jobs, added];
			return added;
		},
		remove: (id) => {
			jobs = jobs.filter((job) => job.id !== id);
		},
		clear: () => {
			for (const job of jobs) {
				job.stop();
			}

			jobs = [];
		},
	};
};
