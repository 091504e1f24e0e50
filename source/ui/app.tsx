import {Box, useInput, useIsScreenReaderEnabled, useStdout} from 'ink';
import {useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState} from 'react';
import {EmptyFrame} from './components/frame/index.js';
import {headerLine, whereabouts} from './header.js';
import type {Memory} from './hooks/use-kept-reducer.js';
import {MemoryContext} from './hooks/use-kept-reducer.js';
import {useSettled} from './hooks/use-settled.js';
import {useSize} from './hooks/use-size.js';
import {createKeyboard, createReader} from './keyboard.js';
import type {Start, WizardResult} from './options.js';
import type {Screen} from './screen.js';
import {HomeScreen} from './screens/home/home.js';
import type {Services} from './services.js';
import {summaryOf} from './summary.js';
import type {HelpAsked, Terminal} from './terminal.js';
import {TerminalContext} from './terminal.js';
import {signsOf} from './theme.js';
import type {Place, Wizard} from './wizard-state.js';
import {hasWork, initialWizard, wizardReducer} from './wizard-state.js';

type Later = Exclude<Place, 'home'> | 'help' | 'leave';

/** Screens that are not in the first frame are loaded after it. */
const loaders: Readonly<Record<Later, () => Promise<Screen>>> = {
	router: async () => (await import('./screens/router/router.js')).RouterScreen,
	scenario: async () => (await import('./screens/scenario/scenario.js')).ScenarioScreen,
	fields: async () => (await import('./screens/fields/fields.js')).FieldsScreen,
	parts: async () => (await import('./screens/parts/parts.js')).PartsScreen,
	review: async () => (await import('./screens/review/review.js')).ReviewScreen,
	apply: async () => (await import('./screens/apply/apply.js')).ApplyScreen,
	result: async () => (await import('./screens/result/result.js')).ResultScreen,
	help: async () => (await import('./screens/help/help.js')).HelpScreen,
	leave: async () => (await import('./screens/leave/leave.js')).LeaveScreen,
};

const needsScenarios: ReadonlySet<Place> = new Set(['router', 'scenario', 'fields', 'parts', 'review', 'apply']);

export type AppProps = {
	readonly services: Services;
	readonly start: Start;
	readonly version: string;
	readonly unicode: boolean;
	readonly color: boolean;
	readonly now: () => number;
	/** Gives the terminal to another program until the work is done. */
	readonly lend: Terminal['lend'];
	readonly onDone: (result: WizardResult) => void;
	readonly onCrash: (cause: unknown) => void;
};

const bracketedPaste = {on: '\u001B[?2004h', off: '\u001B[?2004l'} as const;

export function App({services, start, version, unicode, color, now, lend, onDone, onCrash}: AppProps) {
	const [wizard, dispatch] = useReducer(wizardReducer, start, initialWizard);
	const [screens, setScreens] = useState<Partial<Record<Later, Screen>>>({});
	const [result, setResult] = useState<WizardResult>();
	const [help, setHelp] = useState<HelpAsked>({keys: [], about: undefined});
	const [read] = useState(createReader);
	const [loan, setLoan] = useState<() => Promise<void>>();
	const [memory] = useState<Memory>(() => new Map());
	const {columns, rows} = useSize();
	const {stdout} = useStdout();
	const isSpoken = useIsScreenReaderEnabled();
	const latest = useRef<Wizard>(wizard);
	latest.current = wizard;

	const isLent = loan !== undefined;
	const Overlay = wizard.overlay === undefined ? undefined : screens[wizard.overlay];
	const settled = useSettled(isLent || (wizard.overlay !== undefined && Overlay === undefined));
	const [keyboard] = useState(() => createKeyboard(settled));
	useInput(
		(input, key) => {
			for (const press of read(input, key)) {
				keyboard.press(press);
			}
		},
		{isActive: !isLent},
	);

	useLayoutEffect(() => {
		if (isLent) {
			return;
		}

		stdout.write(bracketedPaste.on);
		return () => {
			stdout.write(bracketedPaste.off);
		};
	}, [stdout, isLent]);

	// After the effects above: nothing shows then, and nobody reads the keyboard.
	useEffect(() => {
		void loan?.().finally(() => setLoan(undefined));
	}, [loan]);

	useEffect(() => {
		const load = async () => {
			for (const [name, loader] of Object.entries(loaders)) {
				const screen = await loader();
				setScreens((known) => ({...known, [name]: screen}));
			}

			// Before the presets: questions are asked only once those are there, and a name must be compared with the others.
			const saved = await services.profiles.list().catch(() => ({profiles: []}));
			dispatch({type: 'saved-profiles', profiles: saved.profiles.map(({profile}) => profile)});
			dispatch({type: 'loaded-scenarios', scenarios: await services.scenarios()});
		};
		load().catch(onCrash);
	}, [services, onCrash]);

	const {connection} = wizard;
	useEffect(
		() => () => {
			connection?.close().catch(() => undefined);
		},
		[connection],
	);

	useEffect(() => {
		if (result !== undefined) {
			onDone(result);
		}
	}, [result, onDone]);

	const terminal = useMemo(() => {
		const signs = signsOf(unicode, isSpoken);
		return {
			columns,
			rows,
			unicode,
			color,
			isSpoken,
			signs,
			keyboard,
			header: headerLine(wizard, Math.max(20, columns - 2), signs),
			whereabouts: whereabouts(wizard),
			help,
			onHelp: (asked: HelpAsked) => {
				setHelp(asked);
				dispatch({type: 'overlay', overlay: 'help'});
			},
			lend: <T,>(work: () => Promise<T>) =>
				new Promise<T>((resolve, reject) => {
					setLoan(() => () => lend(work).then(resolve, reject));
				}),
			onLeave: () => {
				if (latest.current.overlay !== 'leave' && hasWork(latest.current)) {
					dispatch({type: 'overlay', overlay: 'leave'});
				} else {
					setResult(summaryOf(latest.current, true));
				}
			},
		};
	}, [columns, rows, unicode, color, isSpoken, keyboard, wizard, help, lend]);

	if (result !== undefined) {
		return null;
	}

	const isWaiting = needsScenarios.has(wizard.place) && wizard.scenarios === undefined;
	const Shown = wizard.place === 'home' ? HomeScreen : isWaiting ? undefined : screens[wizard.place];
	const props = {wizard, dispatch, services, version, now, onExit: () => setResult(summaryOf(latest.current, false))};
	return (
		<MemoryContext.Provider value={memory}>
			<TerminalContext.Provider value={terminal}>
				{Shown === undefined ? (
					<EmptyFrame />
				) : (
					<Box flexDirection="column" display={Overlay === undefined && !isLent ? 'flex' : 'none'}>
						<Shown key={wizard.place} {...props} />
					</Box>
				)}
				{Overlay !== undefined && <Overlay key={wizard.overlay} {...props} />}
			</TerminalContext.Provider>
		</MemoryContext.Provider>
	);
}
