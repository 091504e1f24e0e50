import {afterAll, describe, expect, it} from 'vitest';
import {render} from '../../source/compiler/index.js';
import type {Lab} from '../../source/lab/index.js';
import {makePlan} from '../../source/plan/index.js';
import type {Configuration} from '../../source/routeros/model/index.js';
import {factsFromConfiguration, fromExport} from '../../source/routeros/model/index.js';
import {run, testLab} from '../lab/helpers.js';
import {example, whole} from './build.js';

const labs: Lab[] = [];

afterAll(async () => {
	await Promise.all(labs.map((lab) => lab.stop()));
});

const read = async (lab: Lab) => {
	const parsed = fromExport(await run(lab, '/export'));
	if (!parsed.ok) {
		throw new Error(parsed.diagnostics.map(({message}) => message).join('\n'));
	}

	return parsed.value;
};

const menusOf = (configuration: Configuration, own: boolean) =>
	Object.entries(configuration.menus).flatMap(([menu, rows]) =>
		rows.filter(({owner}) => (owner !== undefined) === own).map(({properties, comment}) => ({menu, properties, comment})),
	);

const {answers, attachments} = example('provider');
const wishes = [
	[
		'existing',
		{
			tunnel: 'existing',
			interface: 'wg-vpn',
			services: ['netflix'],
			destinations: ['203.0.113.0/24'],
			networks: ['bridge'],
			'when-down': 'block',
			names: 'forward',
			redirect: true,
			ipv6: 'block',
		},
	],
	['conf', {...answers, networks: ['bridge'], exempt: []}],
] as const;

/** FastTrack in a chain that forwarded packets reach by way of another one. */
const farFasttrack = [
	'/ip/firewall/filter/set [find where action=fasttrack-connection and !dynamic] chain=quick',
	'/ip/firewall/filter/add chain=established action=jump jump-target=quick',
	'/ip/firewall/filter/add chain=forward action=jump jump-target=established connection-state=established,related place-before=([find where chain=forward and !dynamic]->0)',
];

describe.each([9, 16, 20, 24])('the script, imported by hand on 7.%i', (minor) => {
	it.each([...wishes.map(([kind, wish]) => ({kind, wish, prepared: []})), {kind: 'existing, FastTrack far from the chain forward', wish: wishes[0][1], prepared: farFasttrack}])(
		'makes what an apply would make: $kind',
		async ({wish, prepared}) => {
			const lab = await testLab(minor);
			labs.push(lab);
			for (const line of prepared) {
				expect(await run(lab, line)).toBe('');
			}

			const before = await read(lab);
			const facts = factsFromConfiguration(before, {major: 7, minor, patch: 1});
			const {fragment, secrets} = whole(wish, facts, attachments);
			lab.machine.context.disk.write('detour.rsc', Buffer.from(render(fragment, {facts, secrets})));
			expect((await run(lab, '/import file-name=detour.rsc')).trim()).toBe('Script file loaded and executed successfully');
			const {configuration} = await read(lab);
			const publicKeys = new Map(fragment.secrets.flatMap(({publicKey}) => (publicKey === undefined ? [] : [['detour-test-x7k2-p1-vpn', publicKey] as const])));
			const plan = makePlan({actual: configuration, fragment, publicKeys});
			expect(plan.ok ? plan.value.changes : plan.diagnostics).toEqual([]);
			expect(menusOf(configuration, true)).toHaveLength(fragment.entries.length);
			expect(menusOf(configuration, false).filter(({menu}) => menu !== '/ip/dns')).toEqual(menusOf(before.configuration, false).filter(({menu}) => menu !== '/ip/dns'));
		},
	);
});
