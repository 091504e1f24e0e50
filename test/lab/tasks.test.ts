import {describe, expect, it} from 'vitest';
import type {Steps} from '../../source/lab/contract.js';
import {createTasks} from '../../source/lab/machine/tasks.js';
import {stillClock} from './helpers.js';

const sleeper = function* (name: string, milliseconds: number, times: number, seen: string[], uptime: () => number): Steps<string> {
	for (let count = 0; count < times; count++) {
		yield {kind: 'sleep', milliseconds};
		seen.push(`${name}@${uptime()}`);
	}

	return name;
};

describe('tasks on a virtual clock', () => {
	it('wakes sleepers in the order of time, however far the clock moves', () => {
		const tasks = createTasks(stillClock, 'manual');
		const seen: string[] = [];
		tasks.start(sleeper('a', 2000, 3, seen, tasks.uptime), () => seen.push('a done'));
		tasks.start(sleeper('b', 5000, 1, seen, tasks.uptime), () => seen.push('b done'));
		expect(seen).toEqual([]);
		tasks.advance(10_000);
		expect(seen).toEqual(['a@2000', 'a@4000', 'b@5000', 'b done', 'a@6000', 'a done']);
		expect(tasks.uptime()).toBe(10_000);
	});

	it('fires sources before what waits at the same time, and again while they are due', () => {
		const tasks = createTasks(stillClock, 'manual');
		const fired: number[] = [];
		let next = 5000;
		tasks.addSource({
			next: () => next,
			fire: (uptime) => {
				fired.push(uptime);
				next += 5000;
			},
		});
		tasks.advance(16_000);
		expect(fired).toEqual([5000, 10_000, 15_000]);
	});

	it('goes on when a condition comes true', () => {
		const tasks = createTasks(stillClock, 'manual');
		let open = false;
		let ended = false;
		tasks.start(
			(function* (): Steps<void> {
				yield {kind: 'until', condition: () => open};
			})(),
			() => {
				ended = true;
			},
		);
		tasks.advance(1000);
		expect(ended).toBe(false);
		open = true;
		tasks.poke();
		expect(ended).toBe(true);
	});

	it('lets a spinning script neither stop the clock nor others', () => {
		const tasks = createTasks(stillClock, 'manual');
		const seen: string[] = [];
		tasks.start(
			(function* (): Steps<void> {
				for (;;) {
					yield {kind: 'sleep', milliseconds: 0};
				}
			})(),
			() => undefined,
		);
		tasks.start(sleeper('a', 20, 1, seen, tasks.uptime), () => undefined);
		tasks.advance(30);
		expect(seen).toHaveLength(1);
		tasks.close();
	});

	it('stops a task at its next wait when it stops itself', () => {
		const tasks = createTasks(stillClock, 'manual');
		const seen: string[] = [];
		let stop = (): void => undefined;
		({stop} = tasks.start(
			(function* (): Steps<void> {
				yield {kind: 'sleep', milliseconds: 10};
				stop();
				seen.push('still here');
				yield {kind: 'sleep', milliseconds: 10};
				seen.push('never');
			})(),
			(outcome) => seen.push(outcome === undefined ? 'stopped' : 'ended'),
		));
		tasks.advance(100);
		expect(seen).toEqual(['stopped', 'still here']);
	});

	it('ends everything at reboot and counts uptime from 0 again', () => {
		const tasks = createTasks(stillClock, 'manual');
		const seen: string[] = [];
		tasks.start(sleeper('a', 2000, 3, seen, tasks.uptime), (outcome) => seen.push(String(outcome)));
		tasks.advance(3000);
		tasks.reboot();
		expect(tasks.uptime()).toBe(0);
		tasks.advance(10_000);
		expect(seen).toEqual(['a@2000', 'undefined']);
	});
});
