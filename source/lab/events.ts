import type {Diagnostic, Result} from '../diagnostics/index.js';
import {error, fail, ok} from '../diagnostics/index.js';
import type {Source} from './machine/tasks.js';
import {parseDuration} from './store/text.js';

/** Something that happens to the router at a time after the lab started. */
export type LabEvent = {
	/** Milliseconds of the lab's own time. */
	readonly at: number;
	/** A console line, run as `admin`. */
	readonly command: string;
	readonly line: number;
};

/** Reads lines of `TIME COMMAND`, such as `1m30s /lab interface down=ether1`. Empty lines and those behind `#` say nothing. */
export const parseEvents = (text: string): Result<readonly LabEvent[]> => {
	const problems: Diagnostic[] = [];
	const events = text.split(/\r?\n/).flatMap((whole, index): readonly LabEvent[] => {
		const content = whole.trim();
		if (content === '' || content.startsWith('#')) {
			return [];
		}

		const [, time = '', command = ''] = /^(\S+)\s*(.*)$/.exec(content) ?? [];
		const at = parseDuration(time);
		if (at === undefined || command === '') {
			problems.push(error('lab-events', `Line ${index + 1} is no event.`, {hint: 'An event is a time and a command: 1m30s /lab interface down=ether1'}));
			return [];
		}

		return [{at: Number(at), command, line: index + 1}];
	});
	return problems.length > 0 ? fail(...problems) : ok(events.toSorted((a, b) => a.at - b.at));
};

/** Events on the clock of a machine, which starts again at 0 with each reboot. */
export const eventSource = (events: readonly LabEvent[], run: (event: LabEvent) => void): Source & {readonly rebooted: (uptime: number) => void} => {
	let before = 0;
	let done = 0;
	return {
		next: () => {
			const event = events[done];
			return event === undefined ? undefined : Math.max(0, event.at - before);
		},
		fire: (uptime) => {
			// One of them may be a reboot, after which this uptime is over.
			const boot = before;
			for (let event = events[done]; event !== undefined && boot === before && event.at - before <= uptime; event = events[done]) {
				done += 1;
				run(event);
			}
		},
		rebooted: (uptime) => {
			before += uptime;
		},
	};
};
