import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import type {Facts} from '../../source/facts/index.js';
import type {Lab} from '../../source/lab/index.js';
import {makePlan} from '../../source/plan/index.js';
import {provePlan} from '../../source/proof/index.js';
import {discover} from '../../source/router/index.js';
import type {Configuration} from '../../source/routeros/model/index.js';
import {fromExport} from '../../source/routeros/model/index.js';
import type {Answers} from '../../source/scenario/index.js';
import {completeAnswers} from '../../source/scenario/index.js';
import {whole} from '../compiler/build.js';
import {run, testLab} from '../lab/helpers.js';
import {inProcess} from '../router/in-process.js';

type Said = readonly (readonly [scenario: string, answers: Answers])[];

/** The least that has to be said where nothing can be suggested. */
const everywhere: Said = [
	['vpn-split-tunnel', {services: ['netflix']}],
	['privacy-vpn', {}],
	['work-and-streaming', {'work-services': ['zoom'], 'play-services': ['netflix']}],
	['security-zones', {}],
];

const ofLines: Said = ['multi-wan-pcc', 'multi-wan-ecmp', 'wan-failover', 'policy-balance'].map((id) => [id, {}]);

describe.each([
	['home', everywhere],
	['dual-wan', [...everywhere, ...ofLines]],
] as const)('who takes what is suggested on the lab %s', (model, said) => {
	let lab: Lab;
	let facts: Facts;
	let actual: Configuration;
	beforeAll(async () => {
		lab = await testLab(16, {model});
		facts = await discover(await inProcess(lab).connect(), {user: 'admin'});
		const parsed = fromExport(await run(lab, '/export'));
		if (!parsed.ok) {
			throw new Error(parsed.diagnostics.map(({message}) => message).join('\n'));
		}

		actual = parsed.value.configuration;
	});
	afterAll(async () => lab.stop());

	it.each(said)('has no claim of %s in doubt', (id, answers) => {
		const scenario = scenarios.find((one) => one.id === id);
		if (scenario === undefined) {
			throw new Error(`no preset ${id}`);
		}

		const {document, fragment} = whole(completeAnswers(scenario, answers, facts), facts, {}, 'test', id);
		const plan = makePlan({actual, fragment});
		const {claims} = provePlan({actual, plan: plan.ok ? plan.value : expect.fail(JSON.stringify(plan)), facts, document});
		expect(claims.length).toBeGreaterThan(0);
		expect(claims.filter(({status}) => status !== 'held').map(({claim, why}) => `${claim.sentence} ${why}`)).toEqual([]);
	});
});
