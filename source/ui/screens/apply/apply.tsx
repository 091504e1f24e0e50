import {useEffect, useReducer} from 'react';
import {display} from '../../../diagnostics/display.js';
import type {Diagnostic} from '../../../diagnostics/index.js';
import {planSummary, wrapLines} from '../../../presentation/index.js';
import {Frame} from '../../components/frame/index.js';
import {Lines} from '../../components/lines/index.js';
import {askedProfile} from '../../fields/questions.js';
import type {ScreenProps} from '../../screen.js';
import {useTerminal} from '../../terminal.js';
import {troubleOf} from '../../trouble.js';
import {profileOf} from '../../wizard-state.js';
import {words} from '../../words.js';
import {readyLines, runningLines} from './apply-lines.js';
import {useApply} from './use-apply.js';
import {applyKeys} from './use-apply-keys.js';
import {applyReducer, initialApply} from './use-apply-state.js';

/** The guarded apply as it goes on. Kept means saved, too. */
export function ApplyScreen({wizard, dispatch, services, now}: ScreenProps) {
	const {signs, isSpoken} = useTerminal();
	const [state, act] = useReducer(applyReducer, initialApply);
	const {plan, facts, attachments, scenarios = []} = wizard;
	const profile = facts === undefined ? undefined : askedProfile(profileOf(wizard), {scenarios, facts, attachments});
	const reviewed = plan === undefined || profile === undefined ? undefined : {plan: {plan, profile, attachments}, despite: wizard.despite};
	const answer = useApply(wizard.connection, reviewed, state, act);
	const {outcome} = state;

	// biome-ignore lint/correctness/useExhaustiveDependencies: once, when there is an outcome.
	useEffect(() => {
		if (outcome === undefined || profile === undefined) {
			return;
		}

		const decides = outcome.outcome === 'unknown' && state.left !== undefined ? {decidesAt: now() + state.left * 1000} : {};
		const isDone = outcome.outcome === 'kept' || outcome.outcome === 'unchanged';
		const end = (saved: boolean, trouble: readonly Diagnostic[]) => dispatch({type: 'ended', ending: {...outcome, changes: plan?.changes.length ?? 0, saved, trouble, ...decides}});
		const save = async (): Promise<void> => {
			await services.profiles.save(profile, true);
			await services.profiles.clearDraft();
		};

		if (isDone) {
			save().then(
				() => end(true, []),
				(cause: unknown) => end(false, troubleOf(cause)),
			);
		} else {
			end(false, []);
		}
	}, [outcome]);

	const bindings = applyKeys({
		state,
		onStart: () => {
			// From here on the id may be on the router.
			dispatch({type: 'fixed-id'});
			act({type: 'start'});
		},
		onWindow: (by) => act({type: 'window', by}),
		onKeep: () => answer('keep'),
		onUndo: () => answer('undo'),
		onBack: () => dispatch({type: 'back'}),
	});
	const summary = plan === undefined ? '' : planSummary(plan);
	return (
		<Frame title={words.apply.titles[state.phase]} bindings={bindings} ownsLeaving={state.phase !== 'ready'}>
			{({width, height}) => {
				const lines =
					state.phase === 'ready' ? readyLines(state, summary, display(facts?.identity ?? ''), wizard.connection?.isLab === true, signs) : runningLines(state, signs, isSpoken);
				const wrapped = wrapLines([[], ...lines], Math.min(width, 110), state.phase === 'ready' ? 0 : 4);
				// The end of the list is what matters while it goes on.
				return <Lines lines={wrapped.slice(Math.max(0, wrapped.length - height))} />;
			}}
		</Frame>
	);
}
