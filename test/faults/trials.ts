import type {LabState} from '../../source/lab/index.js';
import type {Plan} from '../../source/plan/index.js';
import {makePlan, planMenus, removalMenus, removalPlan} from '../../source/plan/index.js';
import {guardedApply, readMenus, readPublicKeys} from '../../source/router/index.js';
import {example, ofExample} from '../compiler/build.js';
import {startInProcess} from '../router/in-process.js';
import {isGuards, sorted} from './judge.js';

/** A change on trial: what a router held before it, and what it holds while somebody is asked whether to keep it. */
export type Trial = {
	readonly title: string;
	readonly minor: number;
	readonly old: LabState;
	readonly trial: LabState;
	/** Time of day, milliseconds since 1970. */
	readonly at: number;
};

const held = ({menus, settings}: LabState): ReadonlyMap<string, string> =>
	new Map([
		...Object.entries(menus).flatMap(([menu, rows]) =>
			rows.flatMap(({id, properties, dynamic}) => (dynamic === true || isGuards(properties.name ?? '') ? [] : [[`${menu} ${id}`, sorted(properties)] as const])),
		),
		...Object.entries(settings).map(([menu, properties]) => [menu, sorted(properties)] as const),
	]);

/** What two routers hold otherwise, guards apart: rows by menu and id, settings by menu. */
export const differing = (a: LabState, b: LabState): readonly string[] => {
	const [first, second] = [held(a), held(b)];
	return [...new Set([...first.keys(), ...second.keys()])].filter((what) => first.get(what) !== second.get(what));
};

/** An example of a preset brought onto a router of its own, and taken away again. */
export const trialsOf = async (id: string): Promise<readonly Trial[]> => {
	const {facts} = example(id);
	const {fragment, secrets} = ofExample(id);
	const {lab, clock, connect} = await startInProcess(facts);
	try {
		const transport = await connect();
		const run = async (title: string, plan: Plan, wanted: Partial<Pick<Parameters<typeof guardedApply>[0], 'fragment'>>): Promise<Trial> => {
			const old = lab.state();
			let [trial, at] = [old, 0];
			const events = guardedApply({
				...wanted,
				plan,
				transport,
				reconnect: connect,
				endpoint: {host: '192.0.2.1', port: 22, user: 'admin'},
				secrets,
				facts,
				journal: {write: async () => undefined},
				clock,
				random: {bytes: (count) => Uint8Array.from({length: count}, (_, index) => index)},
				confirmWithin: 120,
				decide: async () => {
					[trial, at] = [lab.state(), lab.machine.context.now()];
					return 'keep';
				},
				who: 'test@here',
			});
			for await (const event of events) {
				if (event.type === 'outcome' && event.outcome !== 'kept') {
					throw new Error(`${title}: ${event.outcome}, ${event.message}`);
				}
			}

			return {title, minor: facts.release.minor, old, trial, at};
		};
		const made = makePlan({actual: await readMenus(transport, planMenus(fragment)), fragment, publicKeys: await readPublicKeys(transport)});
		if (!made.ok) {
			throw new Error(JSON.stringify(made.diagnostics));
		}

		const first = await run(`${id} comes`, made.value, {fragment});
		const gone = removalPlan({actual: await readMenus(transport, removalMenus), profile: made.value.profile});
		if (!gone.ok) {
			throw new Error(JSON.stringify(gone.diagnostics));
		}

		return [first, await run(`${id} goes`, gone.value, {})];
	} finally {
		await lab.stop();
	}
};
