import {describe, expect, it} from 'vitest';
import {safeKeeping} from '../../scenarios/safe-keeping.js';
import {watch} from '../../scenarios/watch.js';
import {compile} from '../../source/compiler/index.js';
import type {Facts} from '../../source/facts/index.js';
import type {Answers, Scenario} from '../../source/scenario/index.js';
import {validateAnswers} from '../../source/scenario/index.js';
import {example, ofExample, rowsOf} from '../compiler/build.js';
import {ip} from '../policy/documents.js';

const trouble = (scenario: Scenario, id: string, change: Answers, more: Partial<Facts> = {}) => {
	const {answers, facts} = example(`${scenario.id}/${id}`);
	return validateAnswers(scenario, {...answers, ...change}, {...facts, ...more}).map(({field, message, hint}) =>
		[field, message, hint].filter((part) => part !== undefined).join(' | '),
	);
};

describe('watch, as one types', () => {
	it.each<[Answers, readonly string[]]>([
		[{hosts: ['nas.lan NAS']}, ['hosts[0] | nas.lan is no address. | Begin with the address: 192.168.88.20 NAS. The router watches addresses, not names.']],
		[{hosts: ['192.168.88.3', '9.9.9.11 VPN via wg-exti']}, ['hosts[1] | The router has no interface wg-exti. | Did you mean wg-exit?']],
		[{hosts: ['9.9.9.11 VPN via bridge']}, ['hosts[0] | bridge cannot be watched: it is no tunnel.']],
		[
			{hosts: ['192.168.88.3 Pi-hole via wg-exit']},
			["hosts[0] | 192.168.88.3 is the router's own resolver: it would be reached through the tunnel only. | Take a host that nothing else uses."],
		],
		[{hosts: ['192.168.88.3 "; /system/reboot']}, ['hosts[0] | “"; /system/reboot” cannot be the name of a host. | Up to 30 letters, digits, spaces, dots and dashes.']],
		[{webhook: 'https://x.example/"$[/system/reboot]"'}, ['webhook | This is no web address. | It begins with https:// and has no spaces.']],
		[{'mail-to': 'anna@'}, ['mail-to | anna@ is no mail address. | It is like you@example.com.']],
		[{'mail-server': 'smtp example'}, ['mail-server | smtp example is no server. | It is like smtp.example.com:587.']],
		[
			{snmp: ['everybody'], community: 'graphs'},
			['snmp[0] | “everybody” is no address, prefix or range. | Names of senders are not known to the router: give addresses, such as 192.168.88.50.'],
		],
		[{snmp: ['192.168.88.30'], community: 'public'}, ['community | A community is 4 to 32 letters, digits, dots and dashes, and neither “public” nor “private”.']],
	])('%j', (change, wanted) => {
		// The password is typed on the router: that is told beside whatever else there is.
		expect(trouble(watch, 'tunnel', {...change, 'mail-user': ''})).toEqual(wanted);
	});

	it('an IPv6 host needs IPv6', () => {
		expect(trouble(watch, 'office', {hosts: ['2001:db8:3:10::5 Server']}, {ipv6Enabled: false})).toEqual([
			'hosts[0] | IPv6 is off on this router, so 2001:db8:3:10::5 is reached by nothing.',
		]);
	});

	it('says that the password is not part of the profile', () => {
		expect(trouble(watch, 'tunnel', {})).toEqual([expect.stringContaining('/tool/e-mail/set password=')]);
	});
});

describe('watch, on the router', () => {
	it('names the mail server as the release does', () => {
		const mail = (minor: number) => ofExample('watch/tunnel', {}, {release: {major: 7, minor, patch: 0}}).fragment.adjustments.find(({menu}) => menu === '/tool/e-mail')?.set;
		expect(mail(9)).toEqual({address: 'smtp.example.net', port: '587', tls: 'starttls', from: 'router@example.net', user: 'router@example.net'});
		expect(mail(12)).toEqual({server: 'smtp.example.net', port: '587', tls: 'starttls', from: 'router@example.net', user: 'router@example.net'});
	});

	it('keeps strangers from SNMP: named readers, and “public” off', () => {
		const made = ofExample('watch/office');
		expect(rowsOf(made, '/snmp/community').map(({properties}) => properties)).toEqual([
			{name: 'graphs-7f3k', addresses: '10.1.99.0/28,10.1.99.30/32', 'read-access': 'yes', 'write-access': 'no'},
		]);
		expect(made.fragment.adjustments.map(({menu, find, set}) => [menu, find, set])).toEqual([
			['/snmp/community', {default: 'yes'}, {disabled: 'yes'}],
			['/snmp', {}, {enabled: 'yes', contact: 'it@example.com', location: 'Rack 2'}],
		]);
	});

	it('a host beyond a tunnel is pinned to it, with a blackhole behind', () => {
		expect(rowsOf(ofExample('watch/tunnel'), '/ip/route').map(({properties}) => properties)).toEqual([
			{'dst-address': '9.9.9.11/32', gateway: 'wg-exit'},
			{blackhole: '', 'dst-address': '9.9.9.11/32', distance: '20'},
		]);
	});

	it('probes end before the next one begins', () => {
		for (const patience of ['seconds', 'minute', 'minutes']) {
			for (const {properties} of rowsOf(ofExample('watch/nas', {patience}), '/tool/netwatch')) {
				const seconds = Number.parseInt(properties.interval ?? '', 10) * (properties.interval?.endsWith('m') === true ? 60 : 1);
				expect(Number(properties['packet-count']) * Number.parseInt(properties['packet-interval'] ?? '', 10)).toBeLessThan(seconds);
			}
		}
	});

	it.each([
		['email', {deviceMode: {mode: 'home', scheduler: true, email: false, fetch: true}}],
		['fetch', {deviceMode: {mode: 'home', scheduler: true, email: true, fetch: false}}],
	])('says before anything is changed that device mode refuses %s', (feature, more) => {
		expect(() => ofExample('watch/tunnel', {}, more)).toThrow('device mode does not allow it');
		expect(() => ofExample('watch/nas', feature === 'email' ? {tell: []} : {}, more)).not.toThrow();
	});
});

describe('safe-keeping', () => {
	it.each<[Answers, readonly string[]]>([
		[{at: '25:00'}, ['at | A time of day is like 03:15.']],
		[{keep: 'all'}, ['keep | Keep 1 to 60 copies.']],
		[{managers: ['me']}, ['managers[0] | “me” is no address, prefix or range. | Names of senders are not known to the router: give addresses, such as 192.168.88.50.']],
		[{'manager-ports': '22, ssh'}, ['manager-ports | Ports are numbers from 1 to 65535, at most 15 of them. | Such as: 22, 8291']],
	])('%j', (change, wanted) => {
		expect(trouble(safeKeeping, 'shop', {...change, 'mail-user': ''})).toEqual(wanted);
	});

	it('warns where the flash is small', () => {
		expect(trouble(safeKeeping, 'home', {forms: ['export', 'backup'], keep: '10'}, {freeSpace: 2_000_000})).toEqual([
			'keep | The router has 2000 kB left, and so many copies may take 3100 kB. | Keep fewer, or exports only.',
		]);
	});

	it('suggests where one is sitting as the way in', () => {
		const managers = safeKeeping.fields.find(({id}) => id === 'managers');
		const {facts} = example('safe-keeping/home');
		expect(managers?.suggest?.({}, {...facts, session: {user: 'admin', policies: [], from: ip('192.168.88.7')}})?.value).toEqual(['192.168.88.7']);
		expect(managers?.suggest?.({}, facts)).toBeUndefined();
	});

	it('the way in stands before every other rule, for its ports only', () => {
		expect(rowsOf(ofExample('safe-keeping/provider'), '/ip/firewall/filter').map(({properties, place}) => ({...properties, place: place?.kind}))).toEqual([
			{chain: 'input', action: 'accept', protocol: 'tcp', 'src-address-list': 'detour-provider-x7k2-p1-door', 'dst-port': '2222,8291,443', place: 'first'},
		]);
	});

	it('a door for everybody is none', () => {
		const made = ofExample('safe-keeping/shop');
		const doors = made.document.upkeep.doors.map((door) => ({...door, from: [...door.from, '0.0.0.0/0' as never]}));
		const compiled = compile({...made.document, upkeep: {...made.document.upkeep, doors}}, {profile: 'x', facts: example('safe-keeping/shop').facts});
		expect(compiled.ok ? [] : compiled.diagnostics.map(({code}) => code)).toEqual(['door-for-everybody']);
	});

	it('scripts may do no more than they need: a backup needs everything, an export little', () => {
		const policies = (id: string) => rowsOf(ofExample(`safe-keeping/${id}`), '/system/script').map(({properties}) => properties.policy);
		expect(policies('home')).toEqual(['ftp,read,write,policy,test']);
		expect(policies('provider')).toEqual(['ftp,read,write,policy,test,password,sensitive']);
	});

	it('only exports are mailed: a backup holds passwords', () => {
		const [source = ''] = rowsOf(ofExample('safe-keeping/shop'), '/system/script').map(({properties}) => properties.source);
		expect(source.split('/tool/e-mail/send')).toHaveLength(2);
		expect(source.indexOf('/tool/e-mail/send')).toBeLessThan(source.indexOf('/system/backup/save'));
	});
});
