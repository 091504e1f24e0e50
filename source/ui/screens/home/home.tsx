import {Box} from 'ink';
import {useCallback, useEffect, useReducer, useState} from 'react';
import {display} from '../../../diagnostics/display.js';
import {diagnosticLines} from '../../../presentation/diagnostic.js';
import type {Line} from '../../../presentation/line.js';
import {piece} from '../../../presentation/line.js';
import {wrapLines} from '../../../presentation/wrap.js';
import {Frame} from '../../components/frame/index.js';
import {Lines} from '../../components/lines/index.js';
import {Select} from '../../components/select/index.js';
import {TextInput} from '../../components/text-input/index.js';
import type {ScreenProps} from '../../screen.js';
import {useTerminal} from '../../terminal.js';
import {words} from '../../words.js';
import {homeKeys} from './use-home-keys.js';
import type {HomeDialog} from './use-home-state.js';
import {homeOptions, homeReducer, initialHome, isOfLab} from './use-home-state.js';

const welcome = [[], [piece(words.home.welcome)], [piece(words.home.promise, 'dim')], []];

/** What is asked before something is done with a profile, and what is wrong with the answer. */
const dialogLines = (dialog: HomeDialog, name: string, width: number): {readonly question: readonly Line[]; readonly trouble: readonly Line[]} => ({
	question: wrapLines([[], [piece(words.home.questions[dialog.kind](display(name)), 'strong')]], width),
	trouble: dialog.kind === 'delete' ? [] : wrapLines(dialog.trouble.flatMap(diagnosticLines), width),
});

/** The first screen. Draws at once; what is stored comes in when it is read. */
export function HomeScreen({dispatch, services, version, now, onExit}: ScreenProps) {
	const [state, act] = useReducer(homeReducer, initialHome);
	const [time] = useState(now);
	const {keyboard} = useTerminal();

	const broke = useCallback((cause: unknown) => act({type: 'broke', notice: cause instanceof Error ? cause.message : String(cause)}), []);
	const read = useCallback(async (): Promise<void> => {
		const [{profiles, notices}, draft] = await Promise.all([services.profiles.list(), services.profiles.draft()]);
		act({type: 'loaded', profiles, draft, notices});
		dispatch({type: 'saved-profiles', profiles: profiles.map(({profile}) => profile)});
	}, [services, dispatch]);
	useEffect(() => {
		read().catch(broke);
	}, [read, broke]);

	const choose = (value: string) => {
		const saved = state.profiles.find(({profile}) => `profile:${profile.id}` === value);
		if (saved !== undefined) {
			dispatch({type: 'started-run', profile: saved.profile, isOfLab: isOfLab(saved)});
		} else if (value === 'draft' && state.draft !== undefined) {
			dispatch({type: 'started-draft', draft: state.draft});
		} else {
			dispatch({type: 'started-new'});
		}
	};

	const orTell = (work: Promise<void>) => keyboard.hold(work.catch(broke));
	const remove = (id: string) => orTell(services.profiles.remove(id).then(read));
	const name = (kind: 'rename' | 'copy', id: string, text: string) =>
		orTell(services.profiles[kind](id, text).then(async (result) => (result.ok ? read() : act({type: 'bad-name', trouble: result.diagnostics}))));

	const options = homeOptions(state, time);
	const {bindings, onText} = homeKeys({state, now: time, dispatch: act, onChoose: choose, onDelete: remove, onName: name, onExit});
	const {dialog} = state;
	const about = state.profiles.find(({profile}) => profile.id === dialog?.id)?.profile;
	return (
		<Frame title={words.home.title(version)} bindings={bindings} onText={onText}>
			{({width, height}) => {
				const intro = wrapLines(welcome, Math.min(width, 96));
				const notices = wrapLines(
					state.notices.map((notice) => [piece(`! ${display(notice)}`, 'warning')]),
					width,
				);
				const asked = dialog === undefined || about === undefined ? undefined : dialogLines(dialog, about.name, width);
				const name = dialog?.kind === 'delete' ? undefined : dialog?.name;
				const left = height - notices.length - (asked === undefined ? 0 : asked.question.length + (name === undefined ? 0 : 1) + asked.trouble.length);
				const isRoomy = left > options.length + intro.length + 3;
				return (
					<Box flexDirection="column">
						<Lines lines={isRoomy ? intro : [[]]} />
						<Lines lines={notices} />
						<Select state={state.list} options={options} width={width} height={left - (isRoomy ? intro.length : 1)} />
						{asked !== undefined && <Lines lines={asked.question} />}
						{name !== undefined && <TextInput state={name} width={width} />}
						{asked !== undefined && <Lines lines={asked.trouble} />}
					</Box>
				);
			}}
		</Frame>
	);
}
