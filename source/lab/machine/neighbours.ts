import {formatRelease} from '../../facts/index.js';
import {interfacesOf, ports} from '../store/derived.js';
import type {View} from '../store/view.js';
import type {Context} from './context.js';

type Neighbour = {readonly interface: string; readonly port: string; readonly address: string; readonly mac: string; readonly identity: string; readonly board: string};

const told = (context: Context, neighbour: Neighbour): View => ({
	id: context.derived.idFor('/ip/neighbor', `${neighbour.identity} ${neighbour.port}`),
	properties: {
		interface: neighbour.interface,
		address: neighbour.address,
		address4: neighbour.address,
		'mac-address': neighbour.mac,
		identity: neighbour.identity,
		platform: 'MikroTik',
		version: `${formatRelease(context.release)} (stable)`,
		unpack: 'none',
		age: '17s',
		board: neighbour.board,
		'interface-name': neighbour.port,
		'discovered-by': 'cdp,lldp,mndp',
	},
	flags: new Set(),
});

/** Who answers discovery: the provider's router on each line that has an address, and a switch on the first port of the LAN. */
export const neighboursOf = (context: Context): readonly View[] => {
	const providers = context.views('/ip/dhcp-client').flatMap(({properties}, index): readonly Neighbour[] =>
		properties.status === 'bound' && properties.interface !== undefined && properties.gateway !== undefined
			? [
					{
						interface: properties.interface,
						port: properties.interface,
						address: properties.gateway,
						mac: `DC:2C:6E:00:00:0${index % 10}`,
						identity: `provider-${properties.interface}`,
						board: 'CCR2004-1G-12S+2XS',
					},
				]
			: [],
	);
	const bridged = ports(context.store);
	const port = interfacesOf(context.derived).find(({name, running}) => running && bridged.has(name))?.name;
	const bridge = context.store.rows('/interface/bridge/port').find(({properties}) => properties.interface === port)?.properties.bridge;
	const own = context.views('/ip/address').find(({properties}) => properties.interface === bridge)?.properties.address;
	const desk = own?.replace(/\d+\/\d+$/, '2');
	return [
		...providers,
		...(port === undefined || bridge === undefined || desk === undefined
			? []
			: [{interface: `${port},${bridge}`, port, address: desk, mac: 'DC:2C:6E:00:01:02', identity: 'desk-switch', board: 'CSS610-8G-2S+'}]),
	].map((neighbour) => told(context, neighbour));
};
