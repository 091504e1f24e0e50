import {describe, expect, it} from 'vitest';
import {makeEventPrinter} from '../../source/commands/plain/events.js';

const printed = (...events: readonly Parameters<ReturnType<typeof makeEventPrinter>>[0][]): readonly string[] => {
	const lines: string[] = [];
	const print = makeEventPrinter((text) => lines.push(text));
	for (const event of events) {
		print(event);
	}

	return lines;
};

describe('the plain renderer', () => {
	it('tells a countdown at milestones only', () => {
		const ticks = Array.from({length: 121}, (_, index) => ({type: 'countdown', left: 120 - index}) as const);
		expect(printed(...ticks)).toHaveLength(3);
	});

	it('tells progress by quarters', () => {
		const steps = Array.from({length: 200}, (_, index) => ({type: 'progress', done: index + 1, total: 200}) as const);
		expect(printed(...steps)).toHaveLength(4);
	});

	it('tells the beginning of a step, and its end where that has something to say', () => {
		const lines = printed(
			{type: 'step', step: 'upload', status: 'started'},
			{type: 'step', step: 'upload', status: 'done'},
			{type: 'step', step: 'verify', status: 'done', detail: 'late'},
		);
		expect(lines.map((line) => line.slice(0, 5))).toEqual(['begin', 'done ']);
	});

	it('breaks lines at blanks where a terminal would break them anywhere', () => {
		const lines: string[] = [];
		makeEventPrinter((text) => lines.push(text), 40)({type: 'armed', change: 'c1', deadline: 500, left: 120});
		expect(lines).toEqual(['armed  The router undoes this by itself\n       in 2:00 unless you keep it']);
	});

	it('shows what was not applied below the outcome', () => {
		const [, rest] = printed({type: 'outcome', outcome: 'undone', message: 'The import failed.', notApplied: ['/ip route add', '/ip dns set']});
		expect(rest).toBe('Not applied:\n  /ip route add\n  /ip dns set');
	});
});
