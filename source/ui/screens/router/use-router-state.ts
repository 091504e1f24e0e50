import {display} from '../../../diagnostics/display.js';
import type {Diagnostic, Secret} from '../../../diagnostics/index.js';
import {routerText} from '../../../scenario/router-address.js';
import type {ProfileRouter} from '../../../scenario/types.js';
import type {Option, SelectAction, SelectState} from '../../components/select/index.js';
import {selectReducer, selectState} from '../../components/select/index.js';
import type {TextState} from '../../components/text-input/index.js';
import {pressText, textState} from '../../components/text-input/index.js';
import type {Press} from '../../keyboard.js';
import type {ConnectQuestion, LabKind, SshHost} from '../../services.js';
import {words} from '../../words.js';

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

const hostOption = ({name, router, key, jump}: SshHost): Option => ({
	value: `ssh:${name}`,
	title: name,
	note: words.router.ofSshConfig.note(routerText(router)),
	help: key === undefined ? words.router.ofSshConfig.help : words.router.ofSshConfig.helpWithKey(display(key)),
	...(jump === undefined ? {} : {disabled: words.whyNot.jump(display(jump))}),
});

/** What one can choose from: the connected router, saved ones, those of the SSH configuration, any other, the lab, none. */
export const routerOptions = ({saved, hosts}: Pick<RouterState, 'saved' | 'hosts'>, connected: string | undefined): readonly Option[] => [
	...(connected === undefined ? [] : [{value: 'connected', title: connected, ...words.router.connected}]),
	...saved.map((router) => ({value: `saved:${routerText(router)}`, title: routerText(router), ...words.router.saved})),
	...hosts.filter(({router}) => saved.every((one) => routerText(one) !== routerText(router))).map(hostOption),
	{value: 'address', ...words.router.byAddress, ...(saved.length === 0 ? {} : {title: words.router.another})},
	{value: 'lab', ...words.router.lab},
	{value: 'two-lines', ...words.router.twoLines},
	{value: 'offline', ...words.router.offline},
];

/** Sampled minor releases, newest first. */
export const releaseOptions: readonly Option[] = Array.from({length: 16}, (_, index) => {
	const release = `7.${24 - index}`;
	return {value: release, title: words.router.release(release)};
});
