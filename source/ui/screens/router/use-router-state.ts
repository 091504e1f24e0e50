import {display} from '../../../diagnostics/display.js';
import type {Diagnostic, Secret} from '../../../diagnostics/index.js';
import type {ProfileRouter} from '../../../scenario/types.js';
import type {Option, SelectAction, SelectState} from '../../components/select/index.js';
import {selectReducer, selectState} from '../../components/select/index.js';
import type {TextState} from '../../components/text-input/index.js';
import {pressText, textState} from '../../components/text-input/index.js';
import type {Press} from '../../keyboard.js';
import type {ConnectQuestion, LabKind, SshHost} from '../../services.js';
import {formatRouter} from './router-address.js';

/** What the screen is at. A password is never part of it. */
export type RouterPhase =
	| {readonly kind: 'choose'}
	| {readonly kind: 'address'; readonly trouble: readonly Diagnostic[]}
	| {readonly kind: 'release'}
	| {readonly kind: 'connecting'; readonly target: Target; readonly progress: readonly string[]; readonly question: ConnectQuestion | undefined}
	| {readonly kind: 'failed'; readonly target: Target; readonly trouble: readonly Diagnostic[]}
	| {readonly kind: 'connected'};

/** What to connect to: the lab is started first. */
export type Target = {readonly kind: 'lab'; readonly lab: LabKind} | {readonly kind: 'router'; readonly router: ProfileRouter};

export type RouterState = {
	readonly phase: RouterPhase;
	readonly list: SelectState;
	readonly address: TextState;
	readonly releases: SelectState;
	readonly saved: readonly ProfileRouter[];
	/** Of the person's own SSH configuration. */
	readonly hosts: readonly SshHost[];
};

export type RouterAction =
	| {readonly type: 'saved'; readonly routers: readonly ProfileRouter[]}
	| {readonly type: 'hosts'; readonly hosts: readonly SshHost[]}
	| {readonly type: 'list'; readonly action: SelectAction}
	| {readonly type: 'releases'; readonly action: SelectAction}
	| {readonly type: 'address'; readonly press: Press}
	| {readonly type: 'bad-address'; readonly trouble: readonly Diagnostic[]}
	| {readonly type: 'show'; readonly phase: 'choose' | 'address' | 'release' | 'connected'}
	| {readonly type: 'connect'; readonly target: Target}
	| {readonly type: 'progress'; readonly text: string}
	| {readonly type: 'question'; readonly question: ConnectQuestion | undefined}
	| {readonly type: 'failed'; readonly trouble: readonly Diagnostic[]};

const connecting = (target: Target): RouterPhase => ({kind: 'connecting', target, progress: [], question: undefined});

/** Begins with the router of the job when there is one; with the list otherwise. */
export const initialRouter = ({
	router,
	isConnected,
	isOfLab,
}: {
	readonly router: ProfileRouter | undefined;
	readonly isConnected: boolean;
	readonly isOfLab: boolean;
}): RouterState => ({
	phase: isConnected ? {kind: 'connected'} : router === undefined ? {kind: 'choose'} : connecting({kind: 'router', router}),
	list: selectState(isOfLab ? 'lab' : undefined),
	address: textState(''),
	releases: selectState(),
	saved: [],
	hosts: [],
});

export const routerReducer = (state: RouterState, action: RouterAction): RouterState => {
	const {phase} = state;
	switch (action.type) {
		case 'saved':
			return {...state, saved: action.routers};
		case 'hosts':
			return {...state, hosts: action.hosts};
		case 'list':
			return {...state, list: selectReducer(state.list, action.action)};
		case 'releases':
			return {...state, releases: selectReducer(state.releases, action.action)};
		case 'address':
			return {...state, address: pressText(state.address, action.press), phase: {kind: 'address', trouble: []}};
		case 'bad-address':
			return {...state, phase: {kind: 'address', trouble: action.trouble}};
		case 'show':
			return {...state, phase: action.phase === 'address' ? {kind: 'address', trouble: []} : {kind: action.phase}};
		case 'connect':
			return {...state, phase: connecting(action.target)};
		case 'progress':
			return phase.kind === 'connecting' ? {...state, phase: {...phase, progress: [...phase.progress, action.text]}} : state;
		case 'question':
			return phase.kind === 'connecting' ? {...state, phase: {...phase, question: action.question}} : state;
		case 'failed':
			return phase.kind === 'connecting' ? {...state, phase: {kind: 'failed', target: phase.target, trouble: action.trouble}} : state;
	}
};

/** Answers a question of the connection that is being made. */
export type Reply = {readonly type: 'accept'} | {readonly type: 'reject'} | {readonly type: 'password'; readonly password: Secret};

export const labTitle = 'The built-in lab';

const hostOption = ({name, router, key, jump}: SshHost): Option => ({
	value: `ssh:${name}`,
	title: name,
	note: `${formatRouter(router)}, of your ~/.ssh/config`,
	help: key === undefined ? 'Connects over SSH.' : `Connects over SSH, with the key ${display(key)} first.`,
	...(jump === undefined ? {} : {disabled: `it is reached over ${display(jump)}, and Detour connects directly only`}),
});

/** What one can choose from: the connected router, saved ones, those of the SSH configuration, any other, the lab, none. */
export const routerOptions = ({saved, hosts}: Pick<RouterState, 'saved' | 'hosts'>, connected: string | undefined): readonly Option[] => [
	...(connected === undefined ? [] : [{value: 'connected', title: connected, note: 'connected', help: 'Go on with the router that is connected already.'}]),
	...saved.map((router) => ({value: `saved:${formatRouter(router)}`, title: formatRouter(router), note: 'saved', help: 'Connects over SSH.'})),
	...hosts.filter(({router}) => saved.every((one) => formatRouter(one) !== formatRouter(router))).map(hostOption),
	{value: 'address', title: saved.length === 0 ? 'My router' : 'Another router', note: 'over SSH', help: 'By its address. Nothing is changed by connecting: Detour only reads.'},
	...(connected === labTitle
		? []
		: [
				{
					value: 'lab',
					title: labTitle,
					note: 'an emulated router to practise on',
					help: 'A home router that lives in this computer only. Everything works as on a real one, over real SSH, and nothing can break.',
				},
				{
					value: 'two-lines',
					title: 'The built-in lab, with two lines',
					note: 'to practise with several',
					help: 'As above, with two lines to the Internet behind modems, for what shares lines or changes over between them.',
				},
			]),
	{
		value: 'offline',
		title: 'No router now',
		note: 'for a release; ends with a script',
		help: 'Answers and script only: what Detour would have read from a router it has to assume, and says so.',
	},
];

/** Sampled minor releases, newest first. */
export const releaseOptions: readonly Option[] = Array.from({length: 16}, (_, index) => {
	const release = `7.${24 - index}`;
	return {value: release, title: `RouterOS ${release}`};
});
