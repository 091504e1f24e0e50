import {interfacesOf, ports} from '../../store/derived.js';
import {formatDuration} from '../../store/text.js';
import type {View} from '../../store/view.js';
import type {Context} from '../context.js';
import {publicKeyOf} from '../keys.js';
import {isOnline} from '../online.js';
import type {Reader} from './row.js';
import {effective, kept, plain, stamp, withProperties} from './row.js';

const macOf = (id: string): string => `48:A9:8A:0D:4E:${Number.parseInt(id.slice(1), 16).toString(16).toUpperCase().padStart(2, '0').slice(-2)}`;

/** What an interface has counted. */
const movedBy = (context: Context, name: string): Readonly<Record<string, string>> => {
	const {received, sent} = context.traffic.tallies();
	const [rx, tx] = [received.get(name), sent.get(name)];
	return {
		'rx-byte': String(rx?.bytes ?? 0),
		'tx-byte': String(tx?.bytes ?? 0),
		'rx-packet': String(rx?.packets ?? 0),
		'tx-packet': String(tx?.packets ?? 0),
		'tx-queue-drop': '0',
	};
};

const interfaceRows: Reader = (context) => {
	const slaves = ports(context.store);
	const rows = interfacesOf(context.derived).map(({row, name, type, menu, running}): View => {
		const properties = effective(context, menu, row);
		const mtu = properties.mtu ?? '1500';
		const lastDown = context.links.downs(name).last;
		const visible = {
			name,
			...(properties['default-name'] === undefined ? {} : {'default-name': properties['default-name']}),
			type,
			mtu,
			'actual-mtu': mtu === 'auto' ? '1500' : mtu,
			...(type === 'wg' ? {} : {'mac-address': properties['mac-address'] ?? macOf(row.id), l2mtu: '1568'}),
			disabled: properties.disabled ?? 'no',
			...(properties.comment === undefined ? {} : {comment: properties.comment}),
			...movedBy(context, name),
			'link-downs': String(context.links.downs(name).count),
			...(lastDown === undefined ? {} : {'last-link-down-time': stamp(context, lastDown)}),
		};
		return {id: row.id, properties: visible, flags: new Set([...(running ? ['running'] : []), ...(slaves.has(name) ? ['slave'] : [])])};
	});
	// Since 7.14 every router shows its loopback.
	const loopback: View = {
		id: '*FFFFFF',
		properties: {name: 'lo', type: 'loopback', mtu: '65536', 'actual-mtu': '65536', 'mac-address': '00:00:00:00:00:00', disabled: 'no', ...movedBy(context, 'lo')},
		flags: new Set(['running']),
	};
	// As does every VRF but `main`.
	const vrfs = context.store
		.rows('/ip/vrf')
		.filter(({builtin}) => builtin !== true)
		.map(
			({properties: {name = '', disabled = 'no'}}): View => ({
				id: context.derived.idFor('/interface', `vrf ${name}`),
				properties: {name, type: 'vrf', mtu: '65536', 'actual-mtu': '65536', disabled, ...movedBy(context, name)},
				flags: new Set(disabled === 'yes' ? ['dynamic'] : ['dynamic', 'running']),
			}),
		);
	return context.derived.hasLoopback ? [...rows, loopback, ...vrfs] : rows;
};

const ownInterfaceRows: Reader = (context, menu) => {
	const running = new Set(interfacesOf(context.derived).flatMap((one) => (one.running ? [one.name] : [])));
	const slaves = ports(context.store);
	return context.store.rows(menu).map((row) => {
		const name = row.properties.name ?? '';
		return plain(context, menu, row, ...(running.has(name) ? ['running'] : []), ...(slaves.has(name) ? ['slave'] : []));
	});
};

const wireguardRows: Reader = (context, menu) =>
	ownInterfaceRows(context, menu).map((view) => withProperties(view, {'public-key': publicKeyOf(view.properties['private-key'] ?? '')}));

const peerRows: Reader = (context, menu) =>
	kept(context, menu).map((view) => {
		const {interface: name = '', disabled, 'endpoint-address': endpoint = '', 'endpoint-port': port = '0'} = view.properties;
		const running = interfacesOf(context.derived).some((one) => one.name === name && one.running);
		const alive = running && disabled !== 'yes' && endpoint !== '' && !context.faults.farEndsDown.has(name) && isOnline(context);
		return withProperties(view, {
			'current-endpoint-address': alive ? endpoint : '',
			'current-endpoint-port': alive ? port : '0',
			rx: alive ? '4096' : '0',
			tx: '8192',
			...(alive ? {'last-handshake': formatDuration(BigInt((Math.floor(context.tasks.uptime() / 1000) % 120) * 1000))} : {}),
		});
	});

const listRows: Reader = (context, menu) => context.store.rows(menu).map((row) => plain(context, menu, row, ...(row.builtin === true ? ['dynamic'] : [])));

export const interfaceReaders: Readonly<Record<string, Reader>> = {
	'/interface': interfaceRows,
	'/interface/ethernet': ownInterfaceRows,
	'/interface/bridge': ownInterfaceRows,
	'/interface/wireguard': wireguardRows,
	'/interface/wireguard/peers': peerRows,
	'/interface/list': listRows,
};
