import {groupPolicies} from './policies.js';
import type {Row, Store} from './store.js';

type Properties = Readonly<Record<string, string>>;

const services: readonly (readonly [string, string, 'yes' | 'no'])[] = [
	['telnet', '23', 'no'],
	['ftp', '21', 'no'],
	['www', '80', 'no'],
	['ssh', '22', 'no'],
	['www-ssl', '443', 'yes'],
	['api', '8728', 'no'],
	['winbox', '8291', 'no'],
	['api-ssl', '8729', 'no'],
];

const without = (policies: readonly string[], ...taken: readonly string[]): string => policies.filter((policy) => !taken.includes(policy)).join(',');

/** Names and kinds by the manual and verbose exports of 7.x; what is not said here is the default of the kind. */
const queueTypes: readonly Properties[] = [
	{name: 'default', kind: 'pfifo'},
	{name: 'ethernet-default', kind: 'pfifo'},
	{name: 'wireless-default', kind: 'sfq'},
	{name: 'synchronous-default', kind: 'red'},
	{name: 'hotspot-default', kind: 'sfq'},
	{name: 'pcq-upload-default', kind: 'pcq', 'pcq-classifier': 'src-address'},
	{name: 'pcq-download-default', kind: 'pcq', 'pcq-classifier': 'dst-address'},
	{name: 'only-hardware-queue', kind: 'none'},
	{name: 'multi-queue-ethernet-default', kind: 'mq-pfifo'},
	{name: 'default-small', kind: 'pfifo', 'pfifo-limit': '10'},
];

/** Helpers of connection tracking, those that are on and those that are not (verbose export of 7.19.6). */
const servicePorts: readonly Properties[] = [
	{name: 'ftp', ports: '21'},
	{name: 'tftp', ports: '69'},
	{name: 'irc', ports: '6667', disabled: 'yes'},
	{name: 'h323'},
	{name: 'sip', ports: '5060,5061', 'sip-direct-media': 'yes', 'sip-timeout': '1h'},
	{name: 'pptp'},
	{name: 'rtsp', ports: '554', disabled: 'yes'},
	{name: 'udplite'},
	{name: 'dccp'},
	{name: 'sctp'},
];

const clientOptions: readonly Properties[] = [
	{name: 'clientid_duid', code: '61', value: '0xff$(CLIENT_DUID)'},
	{name: 'clientid', code: '61', value: '0x01$(CLIENT_MAC)'},
	{name: 'hostname', code: '12', value: '$(HOSTNAME)'},
];

/** Rows that every router has when it leaves the factory, and keeps. */
export const factoryRows: readonly (readonly [menu: string, rows: readonly Properties[]])[] = [
	[
		'/interface/list',
		[
			{name: 'all', comment: 'contains all interfaces'},
			{name: 'none', comment: 'contains no interfaces'},
			{name: 'dynamic', comment: 'contains dynamic interfaces'},
			{name: 'static', comment: 'contains static interfaces'},
		],
	],
	['/ip/service', services.map(([name, port, disabled]) => ({name, port, ...(disabled === 'yes' ? {disabled} : {})}))],
	['/interface/lte/apn', [{name: 'default'}]],
	['/ip/dhcp-client/option', clientOptions],
	['/ip/firewall/service-port', servicePorts],
	['/ip/hotspot/profile', [{name: 'default'}]],
	['/ip/hotspot/user/profile', [{name: 'default'}]],
	['/ip/ipsec/profile', [{name: 'default'}]],
	['/ip/ipsec/proposal', [{name: 'default'}]],
	['/ipv6/nd', [{interface: 'all'}]],
	// Interfaces that no row before it takes: a VRF behind it gets none.
	['/ip/vrf', [{name: 'main', interfaces: 'all'}]],
	['/queue/type', queueTypes],
	['/snmp/community', [{name: 'public'}]],
	['/system/logging/action', ['memory', 'disk', 'echo', 'remote'].map((name) => ({name, target: name}))],
	[
		'/system/logging',
		[
			{topics: 'info', action: 'memory'},
			{topics: 'error', action: 'memory'},
			{topics: 'warning', action: 'memory'},
			{topics: 'critical', action: 'echo'},
		],
	],
	[
		'/user/group',
		[
			{name: 'read', policy: without(groupPolicies, 'ftp', 'write', 'policy')},
			{name: 'write', policy: without(groupPolicies, 'ftp', 'policy')},
			{name: 'full', policy: groupPolicies.join(',')},
		],
	],
	['/user', [{name: 'admin', group: 'full', comment: 'system default user'}]],
];

/** Gives a store the factory's rows where it has none: an earlier lab knew fewer of them. */
export const withFactoryRows = (store: Store): void => {
	for (const [menu, factory] of factoryRows) {
		const rows = store.rows(menu);
		if (!rows.some((row) => row.builtin === true)) {
			const made = factory.map((properties): Row => ({id: store.nextId(menu), properties, builtin: true, factory: properties}));
			store.replace(menu, menu === '/ip/vrf' ? [...rows, ...made] : [...made, ...rows]);
		}
	}
};
