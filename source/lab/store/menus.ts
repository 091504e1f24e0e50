import type {Schema} from '../../routeros/schema/index.js';
import {firewallSpecs} from './specs/firewall.js';
import {interfaceSpecs} from './specs/interfaces.js';
import {ipSpecs} from './specs/ip.js';
import {queueSpecs} from './specs/queues.js';
import {routingSpecs} from './specs/routing.js';
import {settingsSpecs} from './specs/settings.js';
import type {MenuSpec} from './specs/spec.js';
import {plainFlags} from './specs/spec.js';
import {systemSpecs} from './specs/system.js';
import {templateSpecs} from './specs/templates.js';
import {toolSpecs} from './specs/tools.js';
import {userSpecs} from './specs/users.js';

/** The order in which `/export` writes menus: what others refer to comes first. */
export const exportOrder: readonly string[] = [
	'/interface/bridge',
	'/interface/ethernet',
	'/interface/veth',
	'/interface/wireguard',
	'/interface/vlan',
	'/interface/pppoe-client',
	'/interface/list',
	'/interface/lte/apn',
	'/ip/dhcp-client/option',
	'/ip/hotspot/profile',
	'/ip/hotspot/user/profile',
	'/ip/ipsec/profile',
	'/ip/ipsec/peer',
	'/ip/ipsec/proposal',
	'/ip/dns/forwarders',
	'/ip/pool',
	'/ip/dhcp-server',
	'/ip/hotspot',
	'/ppp/profile',
	'/queue/type',
	'/queue/simple',
	'/queue/tree',
	'/ip/vrf',
	'/routing/table',
	'/snmp/community',
	'/system/logging/action',
	'/interface/bridge/port',
	'/ip/firewall/connection/tracking',
	'/ip/settings',
	'/ipv6/settings',
	'/interface/list/member',
	'/interface/wireguard/peers',
	'/ip/address',
	'/ip/dhcp-client',
	'/ip/dhcp-server/network',
	'/ip/dns',
	'/ip/dns/static',
	'/ip/firewall/address-list',
	'/ip/firewall/filter',
	'/ip/firewall/mangle',
	'/ip/firewall/nat',
	'/ip/firewall/raw',
	'/ip/firewall/service-port',
	'/ip/hotspot/ip-binding',
	'/ip/ipsec/identity',
	'/ip/ipsec/policy',
	'/ip/route',
	'/ipv6/route',
	'/ip/service',
	'/ip/ssh',
	'/ipv6/address',
	'/ipv6/firewall/address-list',
	'/ipv6/firewall/filter',
	'/ipv6/firewall/mangle',
	'/ipv6/firewall/nat',
	'/ipv6/firewall/raw',
	'/ipv6/nd',
	'/routing/rule',
	'/routing/settings',
	'/snmp',
	'/system/clock',
	'/system/identity',
	'/system/logging',
	'/system/note',
	'/system/scheduler',
	'/system/script',
	'/tool/e-mail',
	'/tool/netwatch',
	'/user/aaa',
	'/user/settings',
];

/** By menu. Sources: exports and print captures of 7.10 to 7.22 routers, a verbose export of 7.19.6, the manual's property tables. */
export const menuSpecs: Readonly<Record<string, MenuSpec>> = {
	...interfaceSpecs,
	...firewallSpecs,
	...routingSpecs,
	...ipSpecs,
	...queueSpecs,
	...settingsSpecs,
	...systemSpecs,
	...templateSpecs,
	...toolSpecs,
	...userSpecs,
};

const unknownMenu: MenuSpec = {defaults: {disabled: 'no'}, flags: plainFlags};

/** Properties that only policy `sensitive` shows, whatever the menu. */
const secrets: ReadonlySet<string> = new Set([
	'password',
	'private-key',
	'preshared-key',
	'ipsec-secret',
	'secret',
	'passphrase',
	'wpa-pre-shared-key',
	'wpa2-pre-shared-key',
	'authentication-password',
	'encryption-password',
]);

export const isSecret = (name: string): boolean => secrets.has(name);

export const specOf = (menu: string): MenuSpec => menuSpecs[menu] ?? unknownMenu;

/** What a row of a menu has when nothing else was said, by what it is. */
export const defaultsOf = ({defaults, variants}: MenuSpec, properties: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
	...defaults,
	...variants?.defaults[properties[variants.by] ?? defaults?.[variants.by] ?? ''],
});

/** Whether a menu holds settings instead of rows: its `set` names no rows. */
export const holdsSettings = (schema: Schema, menu: string): boolean =>
	specOf(menu).settings === true || (schema.hasCommand(menu, 'set') && !schema.hasCommand(menu, 'add') && schema.argument(menu, 'set', 'numbers') === undefined);
