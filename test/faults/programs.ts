import type {Fragment} from '../../source/compiler/fragment.js';
import {Secret} from '../../source/diagnostics/index.js';
import type {Facts} from '../../source/facts/index.js';
import type {LabState} from '../../source/lab/index.js';
import type {ApplyAnswer, ApplyEvent, Plan} from '../../source/plan/index.js';
import {makePlan, planMenus, removalMenus, removalPlan} from '../../source/plan/index.js';
import {discover, guardedApply, readMenus, readPublicKeys, recover} from '../../source/router/index.js';
import {dnsAdjustment, fragmentOf, profile, row, vpnEntries} from '../plan/fixtures.js';
import type {Stage} from './stage.js';
import {setStage} from './stage.js';

/** In no place but the one row that it belongs to. */
export const marker = 'QEtFWS1NQVJLRVItMDEyMzQ1Njc4OWFiY2RlZmdoaWo=';

const member = row('/interface/list/member', 'list.bridge', {list: 'detour-lan', interface: 'bridge'});

const tunnel = [
	row('/interface/wireguard', 'tunnel.interface', {name: 'detour-wg', 'listen-port': '51999', mtu: '1420'}),
	row('/ip/address', 'tunnel.address', {address: '10.77.0.2/32', interface: 'detour-wg', network: '10.77.0.2'}),
];

const secrets = [{owner: `detour:${profile}:p1.tunnel.interface.4`, property: 'private-key', ref: 'key'}];

/** Rows of many kinds: with anchors and without, one with a key, one of somebody else's settings. */
const first: Fragment = {
	...fragmentOf([...vpnEntries.slice(0, 1), member, ...tunnel, ...vpnEntries.slice(1)], [{...dnsAdjustment, set: {'address-list-extra-time': '1h'}}]),
	secrets,
};

/** The same profile a year later: a row in another form, one in another place, one gone, one new, another setting. */
const second: Fragment = {
	...first,
	entries: [
		...first.entries
			.filter(({menu}) => menu !== '/ip/firewall/address-list')
			.map((entry) =>
				entry.menu === '/ip/route' && entry.properties.distance === '254'
					? {...entry, properties: {...entry.properties, distance: '253'}}
					: entry === member
						? {...entry, disabled: true}
						: entry,
			),
		row('/ip/firewall/address-list', 'media.b', {list: 'detour-media', address: '198.18.0.0/24'}),
	],
	adjustments: [{...dnsAdjustment, set: {'address-list-extra-time': '2h'}}],
};

const planFor = async (stage: Stage, fragment: Fragment | undefined): Promise<{readonly plan: Plan; readonly facts: Facts}> => {
	const transport = await stage.connect();
	const actual = await readMenus(transport, fragment === undefined ? removalMenus : planMenus(fragment));
	const plan = fragment === undefined ? removalPlan({actual, profile}) : makePlan({actual, fragment, publicKeys: await readPublicKeys(transport)});
	if (!plan.ok) {
		throw new Error(JSON.stringify(plan.diagnostics));
	}

	return {plan: plan.value, facts: await discover(transport, {user: 'admin'})};
};

/** A change from one state of a router to another. */
export type Change = {
	readonly title: string;
	readonly start: LabState;
	/** What the router holds when it was made without any trouble. */
	readonly kept: LabState;
	readonly fragment: Fragment | undefined;
	readonly plan: Plan;
	readonly facts: Facts;
};

export type Ended = {readonly events: readonly ApplyEvent[]; readonly error?: unknown};

/** What is answered when a change is on trial: nothing, until the time is over, is an answer, too. */
export type Answer = ApplyAnswer | 'never' | 'Ctrl-C';

type How = {
	readonly answer: Answer;
	readonly signal?: AbortSignal;
	/** Tells two programs apart that are at it at once. */
	readonly seed?: number;
	/** Sees each event before the program goes on. */
	readonly onEvent?: (event: ApplyEvent) => void;
};

const collect = async (start: () => Promise<AsyncIterable<ApplyEvent>>, onEvent: How['onEvent']): Promise<Ended> => {
	const seen: ApplyEvent[] = [];
	try {
		for await (const event of await start()) {
			seen.push(event);
			onEvent?.(event);
		}

		return {events: seen};
	} catch (error) {
		return {events: seen, error};
	}
};

/** Seconds: the shortest that can be asked for. */
export const confirmWithin = 30;

const answering = (answer: Answer) => async (): Promise<ApplyAnswer> => (answer === 'never' || answer === 'Ctrl-C' ? new Promise<never>(() => undefined) : answer);

export const applyOn = async (stage: Stage, change: Change, {answer, signal, seed = 7, onEvent}: How): Promise<Ended> => {
	const stop = new AbortController();
	signal?.addEventListener('abort', () => stop.abort());
	const watch = (event: ApplyEvent): void => {
		if (answer === 'Ctrl-C' && event.type === 'countdown') {
			stop.abort();
		}

		onEvent?.(event);
	};

	return collect(
		async () =>
			guardedApply({
				transport: await stage.connect(),
				reconnect: stage.connect,
				endpoint: {host: '192.0.2.1', port: 22, user: 'admin'},
				plan: change.plan,
				...(change.fragment === undefined ? {} : {fragment: change.fragment}),
				secrets: new Map([['key', new Secret(marker)]]),
				facts: change.facts,
				journal: stage.journal,
				clock: stage.clock,
				random: {bytes: (count) => Uint8Array.from({length: count}, (_, index) => index * seed)},
				confirmWithin,
				// Asked for only where device-mode refuses the scheduler.
				isUncovered: true,
				decide: answering(answer),
				who: 'test@here',
				signal: stop.signal,
			}),
		watch,
	);
};

/** Recovers with what the journal of this computer says, or on another one. */
export const recoverOn = async (stage: Stage, where: 'here' | 'elsewhere', {answer, signal, onEvent}: How): Promise<Ended> =>
	collect(
		async () =>
			recover({
				transport: await stage.connect(),
				reconnect: stage.connect,
				records: where === 'here' ? [...stage.records] : [],
				journal: stage.journal,
				clock: stage.clock,
				...(answer === 'undo' ? {} : {decide: answering(answer)}),
				...(signal === undefined ? {} : {signal}),
			}),
		onEvent,
	);

export const changeFrom = async (title: string, start: LabState | undefined, fragment: Fragment | undefined): Promise<Change> => {
	const stage = await setStage(start === undefined ? {} : {state: start});
	try {
		const from = stage.lab.state();
		const change = {title, start: from, kept: from, fragment, ...(await planFor(stage, fragment))};
		const {events, error} = await applyOn(stage, change, {answer: 'keep'});
		if (events.at(-1)?.type !== 'outcome' || error !== undefined) {
			throw error;
		}

		stage.pass(15_000);
		return {...change, kept: stage.lab.state()};
	} finally {
		await stage.stop();
	}
};

/** The first change, on a router whose device-mode refuses the scheduler. */
export const uncoveredChange = async (): Promise<Change> => {
	const stage = await setStage();
	const state = stage.lab.state();
	await stage.stop();
	return changeFrom('install with the job alone', {...state, ...(state.site === undefined ? {} : {site: {...state.site, deviceMode: 'home'}})}, first);
};

/** Sets so much in place that the guard comes in parts. */
export const longChange = async (): Promise<Change> => {
	const texts = (word: string) =>
		fragmentOf(Array.from({length: 30}, (_, index) => row('/ip/dns/static', `dns.n${index}`, {name: `n${index}.media.net`, type: 'TXT', text: `${index} ${word.repeat(100)}`})));
	const start = await changeFrom('texts', undefined, texts('before'));
	return changeFrom('other texts', start.kept, texts('behind'));
};

/** Brings a profile onto a router, changes it there, and takes it away. */
export const changes = async (): Promise<{readonly install: Change; readonly update: Change; readonly removal: Change}> => {
	const install = await changeFrom('install', undefined, first);
	const update = await changeFrom('update', install.kept, second);
	const removal = await changeFrom('remove', install.kept, undefined);
	return {install, update, removal};
};
