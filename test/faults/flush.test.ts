import {describe, expect, it} from 'vitest';
import {fragmentOf, row} from '../plan/fixtures.js';
import type {Change} from './programs.js';
import {applyOn, changeFrom, changes} from './programs.js';
import type {Stage} from './stage.js';
import {setStage} from './stage.js';

const [tv, admin, router] = ['192.168.88.20', '192.168.88.10', '192.168.88.1'];

const packets: Readonly<Record<string, string>> = {
	'to the list': `src-address=${tv} dst-address=203.0.113.7 src-port=1001 dst-port=443`,
	'to the Internet': `src-address=${tv} dst-address=198.51.100.9 src-port=1002 dst-port=443`,
	'over IPv6': 'src-address=2001:db8:88::20 dst-address=2001:db8:ffff::1 in-interface=bridge src-port=1003 dst-port=443',
	'of the profile': `src-address=${tv} dst-address=198.51.100.9 src-port=1010 dst-port=5001`,
	'with a mark of others': `src-address=${tv} dst-address=198.51.100.9 src-port=1004 dst-port=5000`,
	'by a port forward': 'src-address=198.51.100.9 dst-address=198.51.100.23 in-interface=ether1 src-port=1005 dst-port=8080',
	'somebody at the router': `src-address=${admin} dst-address=${router} src-port=1006 dst-port=22`,
	'somebody at the router over IPv6': 'src-address=2001:db8:88::10 dst-address=2001:db8:88::1 in-interface=bridge src-port=1007 dst-port=22',
	'of the router': 'dst-address=198.51.100.9 src-port=1008 dst-port=443',
};

const all = Object.keys(packets);

const spared = all.slice(4);

const opened = async (stage: Stage): Promise<readonly string[]> => {
	for (const packet of Object.values(packets)) {
		await stage.exec(`/lab packet ${packet}`);
	}

	return known(stage);
};

const known = async ({exec}: Stage): Promise<readonly string[]> => {
	const held = `${await exec('/ip/firewall/connection/print terse')}${await exec('/ipv6/firewall/connection/print terse')}`;
	return all.filter((name) => held.includes(` ${/src-port=\d+/.exec(packets[name] ?? '')?.[0]} `));
};

/** The same change where others have rules of their own. */
const besideOthers = async (start: Change['start'], fragment: Change['fragment']): Promise<Change> => {
	const stage = await setStage({state: start});
	await stage.exec('/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=8080 in-interface=ether1 to-addresses=192.168.88.30 to-ports=80');
	await stage.exec('/ip firewall mangle add chain=prerouting action=mark-connection new-connection-mark=theirs protocol=tcp dst-port=5000');
	await stage.exec('/ip firewall mangle add chain=prerouting action=mark-connection new-connection-mark=detour-home-x7k2-old protocol=tcp dst-port=5001');
	const state = stage.lab.state();
	await stage.stop();
	return changeFrom('beside others', state, fragment);
};

const {install, update} = await changes();
const installed = await besideOthers(install.start, install.fragment);
const updated = await besideOthers(install.kept, update.fragment);
const named = row('/ip/dns/static', 'dns.media', {name: 'media.net', type: 'FWD', 'forward-to': '9.9.9.9', 'address-list': 'detour-media'});

describe('connections that were open before', () => {
	it.each([
		['a new profile', installed],
		['a changed one', updated],
	])('are forgotten for %s: none of the router, of others, or by a port forward', async (_, change) => {
		const stage = await setStage({state: change.start});
		expect(await opened(stage)).toEqual(all);
		const {events} = await applyOn(stage, change, {answer: 'keep'});
		expect(events.at(-1)).toMatchObject({outcome: 'kept'});
		stage.pass(1000);
		expect(await known(stage)).toEqual(spared);
		await stage.stop();
	});

	it('are forgotten once more when it is undone', async () => {
		let during: Promise<readonly string[]> | undefined;
		const stage = await setStage({state: installed.start});
		const {events} = await applyOn(stage, installed, {
			answer: 'undo',
			onEvent: ({type}) => {
				during ??= type === 'check' ? opened(stage) : undefined;
			},
		});
		expect(events.at(-1)).toMatchObject({outcome: 'undone'});
		expect(await during).toEqual(all);
		stage.pass(1000);
		expect(await known(stage)).toEqual(spared);
		await stage.stop();
	});

	it.each(['keep', 'undo'] as const)('keep nobody from the %s where they cannot be forgotten', async (answer) => {
		let refused = 0;
		const stage = await setStage({
			state: installed.start,
			onWrite: ({command}) => {
				refused += command.endsWith('/connection/remove') ? 1 : 0;
				return command.endsWith('/connection/remove');
			},
		});
		await opened(stage);
		const {events} = await applyOn(stage, installed, {answer});
		expect(events.at(-1)).toMatchObject({outcome: answer === 'keep' ? 'kept' : 'undone'});
		expect(refused).toBeGreaterThanOrEqual(3);
		stage.pass(300_000);
		expect(await stage.exec(':put [:len [/system/script/find where name~"detour-(guard|d-)"]]')).toBe('0\r\n');
		await stage.stop();
	});

	it('that are very many are waited for by nobody, and the rest of them stays', async () => {
		const stage = await setStage({
			state: installed.start,
			onWrite: ({command}) => {
				// Each takes its time.
				slow += command.endsWith('/connection/remove') ? 100 : 0;
				return false;
			},
		});
		const {traffic, tasks} = stage.lab.machine.context;
		const {uptime} = tasks;
		let slow = 0;
		Object.assign(tasks, {uptime: () => uptime() + slow});
		await stage.exec(`:for port from=2001 to=2150 do={ /lab/packet src-address=${tv} dst-address=198.51.100.9 src-port=$port dst-port=443 }`);
		const before = tasks.uptime();
		const {events} = await applyOn(stage, installed, {answer: 'keep'});
		expect(events.at(-1)).toMatchObject({outcome: 'kept'});
		stage.pass(1000);
		expect(traffic.connections(4)).toHaveLength(50);
		expect(tasks.uptime() - before).toBeGreaterThan(10_000);
		await stage.stop();
	});

	it.each([
		[
			'only those of the profile, where only a list changes',
			row('/ip/firewall/address-list', 'media.b', {list: 'detour-media', address: '198.18.0.0/24'}),
			all.filter((name) => name !== 'of the profile'),
		],
		['none, where packets are but marked for a queue', row('/ip/firewall/mangle', 'tier.mark', {chain: 'forward', action: 'mark-packet', 'new-packet-mark': 'detour-slow'}), all],
	])('are forgotten: %s', async (_, entry, left) => {
		const change = await changeFrom('little', installed.start, fragmentOf([entry]));
		const stage = await setStage({state: change.start});
		await opened(stage);
		await applyOn(stage, change, {answer: 'keep'});
		stage.pass(1000);
		expect(await known(stage)).toEqual(left);
		await stage.stop();
	});

	it('stay where no way changes; names are asked for anew', async () => {
		const change = await changeFrom('names', installed.start, fragmentOf([named]));
		const stage = await setStage({state: change.start});
		await opened(stage);
		await stage.exec(':resolve media.net');
		expect(await stage.exec('/ip/dns/cache/print')).toContain('media.net');
		await applyOn(stage, change, {answer: 'keep'});
		expect(await known(stage)).toEqual(all);
		expect(await stage.exec('/ip/dns/cache/print')).not.toContain('media.net');
		await stage.stop();
	});
});
