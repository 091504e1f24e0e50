import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {run, testLab} from './helpers.js';

let lab: Lab;
beforeEach(async () => {
	lab = await testLab(22);
});
afterEach(async () => {
	await lab.stop();
});

const upload = (name: string, lines: readonly string[]): void => {
	lab.machine.context.disk.write(name, Buffer.from(lines.join('\n')));
};

const entry = (index: number): string => `add list=big address=10.0.${index >> 8}.${index & 255}`;

describe('long menus', () => {
	it('keep what is unique unique through adds, changes and removals', async () => {
		upload('big.rsc', ['/ip firewall address-list', ...Array.from({length: 600}, (_, index) => entry(index))]);
		expect(await run(lab, '/import big.rsc')).toContain('executed successfully');
		expect(await run(lab, '/ip/firewall/address-list/add list=big address=10.0.1.7')).toContain('failure: already have such entry');
		expect(await run(lab, '/ip/firewall/address-list/set [find where address=10.0.1.7] address=10.9.9.9')).toBe('');
		expect(await run(lab, '/ip/firewall/address-list/add list=big address=10.0.1.7')).toBe('');
		expect(await run(lab, '/ip/firewall/address-list/add list=big address=10.9.9.9')).toContain('failure: already have such entry');
		expect(await run(lab, '/ip/firewall/address-list/remove [find where list=big]')).toBe('');
		expect(await run(lab, '/ip/firewall/address-list/add list=big address=10.9.9.9')).toBe('');
		expect(await run(lab, ':put [:len [/ip/firewall/address-list/find]]')).toBe('1\n');
	});

	it('lose the rows before the one that cannot be removed', async () => {
		upload('few.rsc', ['/ip firewall address-list', ...Array.from({length: 4}, (_, index) => entry(index))]);
		await run(lab, '/import few.rsc');
		lab.faults.failures.set('/ip/firewall/address-list/remove', 2);
		expect(await run(lab, '/ip/firewall/address-list/remove [find]')).toContain('failure: could not write configuration');
		expect(await run(lab, ':put [/ip/firewall/address-list/get [find where address=10.0.0.3] list]')).toBe('big\n');
		expect(await run(lab, ':put [:len [/ip/firewall/address-list/find]]')).toBe('2\n');
	});

	it('stay as they were for who read them before', () => {
		const {store} = lab.machine.context;
		const before = store.rows('/ip/firewall/address-list');
		store.append('/ip/firewall/address-list', {id: '*99', properties: {list: 'x', address: '10.0.0.1'}});
		expect(before).toEqual([]);
		expect(store.rows('/ip/firewall/address-list')).toHaveLength(1);
	});
});

describe('/import', () => {
	it.each(['verbose=yes dry-run', 'verbose=yes dry-run=yes'])('with %s looks at a file and runs nothing of it', async (words) => {
		upload('x.rsc', ['/ip firewall address-list', entry(1)]);
		expect(await run(lab, `/import x.rsc ${words}`)).not.toContain('expected end of command');
		expect(await run(lab, ':put [:len [/ip/firewall/address-list/find]]')).toBe('0\n');
	});

	it('with dry-run=no runs it', async () => {
		upload('x.rsc', ['/ip firewall address-list', entry(1)]);
		await run(lab, '/import x.rsc verbose=yes dry-run=no');
		expect(await run(lab, ':put [:len [/ip/firewall/address-list/find]]')).toBe('1\n');
	});
});
