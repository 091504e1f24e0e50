import {useEffect, useRef} from 'react';
import type {Diagnostic} from '../../../diagnostics/index.js';
import type {ProfileRouter} from '../../../scenario/types.js';
import type {ConnectAnswer, Connection, Services} from '../../services.js';
import {troubleOf} from '../../trouble.js';
import {words} from '../../words.js';
import type {RouterAction, RouterPhase, Target} from './use-router-state.js';

type Effects = {
	readonly services: Services;
	readonly phase: RouterPhase;
	readonly act: (action: RouterAction) => void;
	readonly onConnected: (connection: Connection, router: ProfileRouter) => void;
};

/** Connects while the screen is at it; leaving it, or asking for another router, breaks off. Gives back how questions are answered. */
export const useConnection = ({services, phase, act, onConnected}: Effects): ((answer: ConnectAnswer) => void) => {
	const target = phase.kind === 'connecting' ? phase.target : undefined;
	const reply = useRef<(answer: ConnectAnswer) => void>(() => undefined);
	const connected = useRef(onConnected);
	connected.current = onConnected;

	useEffect(() => {
		if (target === undefined) {
			return;
		}

		const controller = new AbortController();
		const {signal} = controller;
		const isGone = () => signal.aborted;
		// A connection that was made outlives this screen, and what it was made with must, too.
		let isMade = false;
		const failed = (trouble: readonly Diagnostic[]) => {
			if (!isGone()) {
				act({type: 'failed', trouble});
			}
		};

		connect({
			services,
			target,
			signal,
			act,
			isGone,
			onQuestion: (resolve) => {
				reply.current = resolve;
			},
		})
			.then(
				async (outcome) => {
					if (outcome.result.ok && isGone()) {
						await outcome.result.value.close();
					} else if (outcome.result.ok) {
						isMade = true;
						act({type: 'show', phase: 'connected'});
						connected.current(outcome.result.value, outcome.router);
					} else {
						failed(outcome.result.diagnostics);
					}
				},
				(cause: unknown) => failed(troubleOf(cause)),
			)
			.catch((cause: unknown) => failed(troubleOf(cause)));
		return () => {
			if (!isMade) {
				controller.abort();
				reply.current({type: 'reject'});
			}
		};
	}, [target, services, act]);

	return (answer) => {
		act({type: 'question', question: undefined});
		reply.current(answer);
	};
};

type Attempt = {
	readonly services: Services;
	readonly target: Target;
	readonly signal: AbortSignal;
	readonly act: (action: RouterAction) => void;
	readonly isGone: () => boolean;
	readonly onQuestion: (resolve: (answer: ConnectAnswer) => void) => void;
};

const connect = async ({services, target, signal, act, isGone, onQuestion}: Attempt) => {
	const progress = (text: string) => {
		if (!isGone()) {
			act({type: 'progress', text});
		}
	};

	if (target.kind === 'lab') {
		progress(words.router.startingLab);
	}

	const lab = target.kind === 'lab' ? await services.startLab(target.lab) : undefined;
	const router = target.kind === 'router' ? target.router : lab?.router;
	if (router === undefined) {
		throw new Error('Bug in Detour: a lab without an address');
	}

	const result = await services.connect(router, {
		...(lab === undefined ? {} : {password: lab.password}),
		signal,
		onProgress: progress,
		ask: (question) =>
			new Promise((resolve) => {
				if (isGone()) {
					resolve({type: 'reject'});
				} else {
					onQuestion(resolve);
					act({type: 'question', question});
				}
			}),
	});
	return {result, router};
};
