import {useEffect, useRef} from 'react';
import type {ApplyAnswer} from '../../../plan/types.js';
import type {Connection, ReviewedPlan} from '../../services.js';
import {troubleOf} from '../../trouble.js';
import {words} from '../../words.js';
import type {ApplyAction, ApplyState} from './use-apply-state.js';

/** Runs the guarded apply once it is started. Gives back how it is answered: `undo` works at any time. */
export const useApply = (
	connection: Connection | undefined,
	reviewed: {readonly plan: ReviewedPlan; readonly despite: string | undefined} | undefined,
	state: ApplyState,
	act: (action: ApplyAction) => void,
): ((answer: ApplyAnswer) => void) => {
	const isStarted = state.phase !== 'ready';
	const latest = useRef({confirmWithin: state.window, reviewed});
	latest.current = {confirmWithin: state.window, reviewed};
	const controller = useRef<AbortController>(undefined);
	const pending = useRef<(answer: ApplyAnswer) => void>(undefined);
	const early = useRef<ApplyAnswer>(undefined);

	useEffect(() => {
		const {confirmWithin, reviewed: agreed} = latest.current;
		if (!isStarted || connection === undefined || agreed === undefined || controller.current !== undefined) {
			return;
		}

		controller.current = new AbortController();
		const run = async (signal: AbortSignal): Promise<void> => {
			const events = connection.apply({
				reviewed: agreed.plan,
				despite: agreed.despite,
				confirmWithin,
				signal,
				decide: (question) =>
					new Promise((resolve) => {
						if (early.current === undefined) {
							pending.current = resolve;
							act({type: 'question', left: question.left, checksPassed: question.checksPassed === true});
						} else {
							resolve(early.current);
						}
					}),
			});
			for await (const event of events) {
				act({type: 'event', event});
			}

			act({type: 'broke', trouble: [{code: 'no-outcome', severity: 'error', message: words.apply.noOutcome}]});
		};
		run(controller.current.signal).catch((cause: unknown) => act({type: 'broke', trouble: troubleOf(cause)}));
	}, [isStarted, connection, act]);

	return (answer) => {
		act({type: 'answer', answer});
		if (pending.current !== undefined) {
			pending.current(answer);
		} else if (answer === 'undo') {
			early.current = 'undo';
			controller.current?.abort();
		}
	};
};
