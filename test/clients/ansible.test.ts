import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {run, testLab} from '../lab/helpers.js';
import {isMissing, runProgram} from './helpers.js';

const playbook = (result: string): string => `
- hosts: lab
  gather_facts: false
  tasks:
    - community.routeros.command:
        commands:
          - /ip firewall address-list add list=ansible address=192.0.2.8
          - /ip firewall address-list print count-only where list=ansible
          - /ip address print
      register: commands
    - community.routeros.command:
        commands: /ip nowhere print
      register: refused
    - community.routeros.facts:
        gather_subset: all
      register: facts
    - ansible.builtin.copy:
        content: "{{ {'commands': commands.stdout, 'refused': refused.stdout, 'facts': facts.ansible_facts} | to_json }}"
        dest: ${result}
      delegate_to: localhost
      vars:
        ansible_connection: local
        ansible_python_interpreter: /usr/bin/python3
`;

type Seen = {
	readonly commands: readonly string[];
	readonly refused: readonly string[];
	readonly facts: Readonly<Record<string, unknown>>;
};

describe.skipIf(isMissing('ansible-playbook', '--version'))('Ansible (community.routeros over network_cli)', () => {
	let lab: Lab;
	let folder: string;
	let seen: Seen;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'detour-ansible-'));
		lab = await testLab();
		await run(lab, '/system/identity/set name=core-1');
		const inventory = [
			`lab ansible_host=127.0.0.1 ansible_port=${lab.port} ansible_user=admin ansible_password="lab password"`,
			'[all:vars]',
			'ansible_connection=ansible.netcommon.network_cli',
			'ansible_network_os=community.routeros.routeros',
			'',
		];
		await writeFile(join(folder, 'inventory.ini'), inventory.join('\n'));
		await writeFile(join(folder, 'playbook.yml'), playbook(join(folder, 'result.json')));
		const {code, output} = await runProgram('ansible-playbook', ['-i', join(folder, 'inventory.ini'), join(folder, 'playbook.yml')], {
			ANSIBLE_HOME: join(folder, 'home'),
			ANSIBLE_LOCAL_TEMP: join(folder, 'temp'),
			ANSIBLE_REMOTE_TEMP: join(folder, 'temp'),
			ANSIBLE_HOST_KEY_CHECKING: 'False',
			ANSIBLE_NETWORK_CLI_SSH_TYPE: 'paramiko',
			// Ansible starts in UTF-8 locales alone, which a bare machine has not set.
			LC_ALL: 'C.UTF-8',
			ANSIBLE_NOCOLOR: '1',
			// How long its helper waits for work, for answers, and for the helper to be there: a busy machine takes its time for each.
			ANSIBLE_PERSISTENT_CONNECT_TIMEOUT: '100',
			ANSIBLE_PERSISTENT_COMMAND_TIMEOUT: '90',
			ANSIBLE_PERSISTENT_CONNECT_RETRY_TIMEOUT: '100',
		});
		expect(output).toMatch(/failed=0/);
		expect(code).toBe(0);
		seen = JSON.parse(await readFile(join(folder, 'result.json'), 'utf8'));
	});
	afterAll(async () => {
		await lab.stop();
		await rm(folder, {recursive: true, force: true});
	});

	it('runs commands that change and read', async () => {
		const [added, counted, printed] = seen.commands;
		expect([added, counted]).toEqual(['', '1']);
		expect(printed).toContain('0   192.168.88.1/24   192.168.88.0  bridge');
		expect(await run(lab, ':put [/ip/firewall/address-list/get [find list=ansible] address]')).toBe('192.0.2.8\n');
	});

	// The bare CR before an answer of 7.x hides errors from the collection: it reports success on real routers too.
	it('takes an error for success, as with a router of 7.x', () => {
		expect(seen.refused).toEqual(['bad command name nowhere (line 1 column 5)']);
	});

	it('reads the default and hardware facts', () => {
		const text = (name: string): string => String(seen.facts[`ansible_net_${name}`]).trim();
		expect(text('hostname')).toBe('core-1');
		expect(text('version')).toBe('7.20.1 (stable)');
		expect(text('arch')).toBe('arm64');
		expect(text('model')).toBe('C53UiG+5HPaxD2HPaxD');
		expect(text('serialnum')).toBe('HF10LAB0001');
		expect([text('memtotal_mb'), text('spacetotal_mb')]).toEqual(['1024', '128']);
	});

	it('reads interfaces with their addresses, and neighbours', () => {
		expect(seen.facts.ansible_net_interfaces).toMatchObject({
			ether1: {
				type: 'ether',
				mtu: '1500',
				ipv4: [{address: '198.51.100.23', subnet: '24'}],
				ipv6: expect.arrayContaining([{address: '2001:db8:ffff::23', subnet: '64'}]),
			},
			bridge: {type: 'bridge', ipv4: [{address: '192.168.88.1', subnet: '24'}]},
			'wg-vpn': {type: 'wg', mtu: '1420'},
			lo: {type: 'loopback'},
		});
		expect(seen.facts.ansible_net_all_ipv4_addresses).toEqual(['192.168.88.1', '10.66.66.2', '198.51.100.23']);
		expect(seen.facts.ansible_net_neighbors).toMatchObject([
			{interface: 'ether1', address: '198.51.100.1', identity: 'provider-ether1', platform: 'MikroTik'},
			{interface: 'ether2', address: '192.168.88.2', identity: 'desk-switch'},
		]);
	});

	it('reads the configuration as the router exports it, and a route', async () => {
		const exported = (await run(lab, '/export')).split('\n').slice(1).join('\n').trim();
		expect(String(seen.facts.ansible_net_config_nonverbose).split('\n').slice(1).join('\n').trim()).toBe(exported);
		expect(String(seen.facts.ansible_net_config)).toContain('set name=core-1');
		expect(seen.facts.ansible_net_route).toMatchObject({main: {'dst-address': expect.stringContaining('/')}});
	});
});
