import {useMemo} from 'react';
import {display} from '../../../diagnostics/display.js';
import type {Facts} from '../../../facts/index.js';
import type {Line, PartGuide, Role} from '../../../presentation/index.js';
import {clipLines, diagnosticLines, piece, planSummary, truncate, wrapLines} from '../../../presentation/index.js';
import type {ProfilePart, Scenario} from '../../../scenario/types.js';
import {Frame, frameRoom} from '../../components/frame/index.js';
import {Lines, LineText} from '../../components/lines/index.js';
import type {Option} from '../../components/select/index.js';
import {Select} from '../../components/select/index.js';
import {textOf} from '../../components/text-input/index.js';
import type {Scroll} from '../../components/viewport/index.js';
import {textRows, Viewport, windowOf} from '../../components/viewport/index.js';
import {askedProfile} from '../../fields/questions.js';
import {useKeptReducer} from '../../hooks/use-kept-reducer.js';
import type {ScreenProps} from '../../screen.js';
import type {Reader} from '../../services.js';
import {useTerminal} from '../../terminal.js';
import {troubleOf} from '../../trouble.js';
import type {Ending} from '../../wizard-state.js';
import {profileOf} from '../../wizard-state.js';
import {words} from '../../words.js';
import {Missing} from '../missing.js';
import {claimCount, claimList, hasFailed} from './claim-list.js';
import {Consent} from './consent.js';
import {fixesOf} from './fixes.js';
import {remarkCounts, reviewLines} from './review-lines.js';
import {useReview} from './use-review.js';
import {reviewKeys} from './use-review-keys.js';
import type {Reviewed, ReviewState, View} from './use-review-state.js';
import {initialReview, reviewReducer, views} from './use-review-state.js';

const isReviewState = (state: unknown): state is ReviewState => typeof state === 'object' && state !== null && 'offsets' in state;

/** Cursors come back; what was read does not: answers and router may have changed, and a plan belongs to what it was made from. */
const awake = (state: ReviewState): ReviewState => reviewReducer(state, {type: 'load'});

type Mark = {readonly count: number; readonly role: Role; readonly word: string};
type Marks = Readonly<Partial<Record<View, readonly Mark[]>>>;

/** What a view has that wants a look, by its number. */
const marksOf = ({compiled, proofs}: Reviewed): Marks => {
	const doubts = proofs === undefined ? [] : [...proofs.claims, ...(proofs.lockOut === undefined ? [] : [proofs.lockOut])].filter(({status}) => status !== 'held');
	const isBad = doubts.some(({status}) => status === 'failed');
	const {warnings, notes} = remarkCounts(compiled);
	return {
		packets: [{count: doubts.length, role: isBad ? 'bad' : 'warning', word: words.review.marks.packets}],
		warnings: [
			{count: warnings, role: 'warning', word: words.review.marks.warnings},
			{count: notes, role: 'dim', word: words.review.marks.notes},
		],
	};
};

const tabs = (view: View, marks: Marks, width: number): Line => {
	const long = views.flatMap((name): Line => {
		const [mark] = (marks[name] ?? []).filter(({count}) => count > 0);
		const title = mark === undefined ? words.review.views[name] : words.review.counted(name === 'warnings' ? mark.word : words.review.views[name], mark.count);
		return [piece('  '), name === view ? piece(`[${title}]`, 'accent') : piece(` ${title} `, mark?.role ?? 'dim')];
	});
	const text = long.map((part) => part.text).join('');
	return text.length - 2 <= width
		? long.slice(1)
		: [
				piece(`[${words.review.views[view]}]`, 'accent'),
				piece(words.review.viewOf(views.indexOf(view) + 1, views.length), 'dim'),
				...Object.values(marks).flatMap((some) => some.flatMap(({count, role, word}) => (count > 0 ? [piece(`  ${word}: ${count}`, role)] : []))),
			];
};

/** All that would happen, before anything does. */
export function ReviewScreen(props: ScreenProps) {
	const {wizard, dispatch} = props;
	const {parts, scenarios = []} = wizard;
	const missing = parts.find(({scenario}) => scenarios.every(({id}) => id !== scenario));
	return missing !== undefined || wizard.facts === undefined ? (
		<Missing message={words.frame.noPreset(display(missing?.scenario ?? ''))} onBack={() => dispatch({type: 'back'})} />
	) : (
		<Review {...props} scenarios={scenarios} facts={wizard.facts} />
	);
}

const guidesOf = (parts: readonly ProfilePart[], scenarios: readonly Scenario[]): readonly PartGuide[] =>
	parts.map(({id, scenario}) => {
		const {title = scenario, guide = ''} = scenarios.find((one) => one.id === scenario) ?? {};
		return {id, title, guide};
	});

const tabRows = 2;

function Review({wizard, dispatch, services, scenarios, facts}: ScreenProps & {readonly scenarios: readonly Scenario[]; readonly facts: Facts}) {
	const {columns, rows, unicode, signs, isSpoken, keyboard, lend} = useTerminal();
	const {connection, attachments, parts} = wizard;
	const surroundings = {scenarios, facts, attachments};
	const profile = askedProfile(profileOf(wizard), surroundings);
	const [state, act] = useKeptReducer(reviewReducer, {name: `review:${wizard.job}`, is: isReviewState, wake: awake}, () => initialReview);
	useReview({services, scenarios, profile, facts, attachments, connection, kept: state.kept}, state.phase, act, (read) => dispatch({type: 'attached', attachments: read}));

	const {phase, view, marked, isOpen} = state;
	const ready = phase.kind === 'ready' || phase.kind === 'saving' ? phase : undefined;
	const room = frameRoom(columns, rows);
	const {width} = room;
	const height = Math.max(1, room.height - tabRows);
	const lines = useMemo(
		() => (ready === undefined ? [] : reviewLines(view, {...ready, facts, unicode, isSpoken, marked, isOpen, pointer: signs.pointer, guides: guidesOf(parts, scenarios)}, width)),
		[ready, view, facts, unicode, isSpoken, width, marked, isOpen, signs.pointer, parts, scenarios],
	);
	const isList = view === 'packets' && !isOpen && ready?.proofs !== undefined;
	const offset = isList
		? windowOf(lines.length, textRows(lines.length, height), claimList(ready.proofs, marked, width, '').at).start
		: (state.offsets[isOpen ? 'trace' : view] ?? 0);
	const end = (ending: Pick<Ending, 'outcome' | 'message' | 'script'>) => {
		dispatch({type: 'fixed-id'});
		dispatch({type: 'ended', ending: {notApplied: [], changes: 0, saved: true, trouble: [], ...ending}});
	};

	const reviewed = (despite: string | undefined) => {
		if (ready?.plan !== undefined) {
			dispatch({type: 'reviewed', plan: ready.plan, despite});
		}
	};

	const {script} = state;
	const orTell = (work: Promise<void>) => keyboard.hold(work.catch((cause: unknown) => act({type: 'trouble', trouble: troubleOf(cause)})));

	const finish = async (): Promise<void> => {
		const isScript = connection === undefined;
		act({type: 'saving'});
		await services.profiles.save(profile, !isScript);
		await services.profiles.clearDraft();
		end(isScript && script !== undefined ? {outcome: 'script', message: '', script: script.path} : {outcome: 'unchanged', message: words.review.unchanged});
	};

	const askScript = async (): Promise<void> => {
		act({type: 'ask-script', path: await services.scriptPath(profile.name)});
	};

	const writeScript = async (path: string, text: string): Promise<void> => {
		act({type: 'saving'});
		const written = await services.saveScript(path, text);
		act(written.ok ? {type: 'written', path: written.value} : {type: 'trouble', trouble: written.diagnostics});
	};

	const open = async (by: Reader, text: string): Promise<void> => {
		const opened = await lend(() => services.open(text, profile.name, by));
		act(opened.ok ? {type: 'told', text: words.review.wasRead} : {type: 'trouble', trouble: opened.diagnostics});
	};

	const trouble = phase.kind === 'failed' ? phase.trouble : state.trouble;
	const edits = (ready?.edits ?? (phase.kind === 'failed' ? phase.edits : [])).map(({row, menu, title, reason}): Option => ({value: row, title, note: menu, help: reason}));
	const fixes = phase.kind === 'failed' ? fixesOf(trouble, parts, surroundings, edits.length > 0) : [];
	const scroll = (step: Scroll) => act({type: 'scroll', scroll: step, count: lines.length, height: textRows(lines.length, height)});
	const address = wizard.router?.host ?? '';
	const {bindings, onText} = reviewKeys({
		state,
		hasRouter: connection !== undefined,
		fixes,
		edits,
		act,
		scroll,
		claims: ready?.proofs === undefined ? 0 : claimCount(ready.proofs),
		hasFailed: ready?.proofs !== undefined && (hasFailed(ready.proofs) || ready.risks.length > 0),
		onApply: () => reviewed(undefined),
		onConsent: () => {
			if (state.consent !== undefined && textOf(state.consent.typed).trim() === address) {
				reviewed(address);
			} else {
				act({type: 'wrong-consent'});
			}
		},
		onFinish: () => orTell(finish()),
		onAskScript: () => orTell(askScript()),
		onScript: () => {
			if (ready !== undefined && script !== undefined) {
				orTell(writeScript(script.path, ready.compiled.script));
			}
		},
		onFix: ({value}) => {
			const place = fixes.find((fix) => fix.value === value)?.place;
			if (place !== undefined) {
				dispatch({type: 'to-field', ...place});
			} else if (value === 'edits') {
				act({type: 'ask-edits'});
			} else if (value === 'parts') {
				dispatch({type: 'to-parts'});
			} else {
				act({type: 'load'});
			}
		},
		onParts: () => dispatch({type: 'to-parts'}),
		onCopy: () => orTell(services.copy(ready?.compiled.script ?? '').then(() => act({type: 'told', text: words.review.copied}))),
		onRead: (by) => orTell(open(by, ready?.compiled.script ?? '')),
		onBack: () => dispatch({type: 'back'}),
	});
	const heading = ready?.plan === undefined ? (ready === undefined ? words.review.title : words.review.titleOffline) : words.review.titleOf(planSummary(ready.plan, ready.edits));
	return (
		<Frame title={state.edits !== undefined ? words.review.editsTitle : state.consent === undefined ? heading : words.review.consentTitle} bindings={bindings} onText={onText}>
			{(room) => {
				if (state.edits !== undefined) {
					const about = wrapLines([[], [piece(words.review.edits, 'dim')], []], room.width);
					return (
						<>
							<Lines lines={about} />
							<Select state={state.edits} options={edits} width={room.width} height={room.height - about.length} isMultiple={true} />
						</>
					);
				}

				if (ready === undefined) {
					if (phase.kind === 'failed') {
						const rows = Math.min(fixes.length + 1, Math.floor(room.height / 2));
						return (
							<>
								<Lines lines={clipLines(wrapLines([[], ...trouble.flatMap(diagnosticLines), []], room.width, 2), room.height - rows, room.width, signs.cut)} />
								<Select state={state.fixes} options={fixes} width={room.width} height={rows} helpRows={0} />
							</>
						);
					}

					return <Lines lines={wrapLines([[], [piece(connection === undefined ? words.review.making : words.review.reading, 'dim')]], room.width)} />;
				}

				if (state.consent !== undefined && ready.proofs !== undefined) {
					return <Consent room={room} proofs={ready.proofs} risks={ready.risks} typed={state.consent.typed} address={address} isWrong={state.consent.isWrong} />;
				}

				if (script?.kind === 'asked') {
					return <Lines lines={wrapLines([[], ...words.review.script(display(script.path))], room.width).slice(0, room.height)} />;
				}

				const first =
					trouble.length > 0
						? (diagnosticLines(trouble[0] ?? {code: '', severity: 'error', message: ''})[0] ?? [])
						: state.told !== undefined
							? [piece(display(state.told), 'good')]
							: script === undefined
								? tabs(view, marksOf(ready), room.width)
								: words.review.writtenTo(display(script.path));
				return (
					<>
						<LineText line={first.map((part) => ({...part, text: truncate(part.text, room.width, signs.cut)}))} />
						<Lines lines={[[]]} />
						<Viewport lines={lines} offset={offset} height={height} />
					</>
				);
			}}
		</Frame>
	);
}
