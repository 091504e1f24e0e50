import {performance} from 'node:perf_hooks';
import {fakeServices} from '../helpers/fake-services.js';
import {keys, openWizard} from '../helpers/render.js';

const profile = {version: 1, id: 'home-x7k2', name: 'home', parts: [{id: 'p1', scenario: 'sample', answers: {tunnel: 'wg-vpn', services: ['netflix'], redirect: true}}]} as const;

/** Milliseconds from each press of a key to the frame that shows it: a terminal of 100 by 30, a plan of 300 rules. */
export const measureKeys = async (count: number): Promise<readonly number[]> => {
	// As the built program has it; React looks when it is loaded.
	process.env.NODE_ENV = 'production';
	const router = {host: '127.0.0.1', port: 22, user: 'admin'};
	const wizard = await openWizard({columns: 100, rows: 30, services: fakeServices({rules: 300}).services, start: {kind: 'run', profile: {...profile, router}}});
	await wizard.until('302 to add');
	wizard.press(keys.tab, keys.tab);
	await wizard.until('[Changes');
	const times: number[] = [];
	for (let press = 1; press <= count; press++) {
		const started = performance.now();
		wizard.press(keys.down);
		await wizard.until(`lines ${press + 1} to`);
		times.push(performance.now() - started);
	}

	wizard.press(keys.ctrlC, 'y');
	await wizard.result;
	return times;
};
