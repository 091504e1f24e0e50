import {interfacesOf, leasesOf} from '../store/derived.js';
import {interfaceOf, routesOf} from '../store/routes.js';
import type {Context} from './context.js';
import {effective} from './views/row.js';

/** Whether a line with a fixed address leads somewhere: `main` has a default route by an interface that is no tunnel. */
const hasFixedLine = (context: Context): boolean => {
	const lines = new Set(interfacesOf(context.derived).flatMap(({name, type, running}) => (running && type !== 'wg' && !context.faults.farEndsDown.has(name) ? [name] : [])));
	return routesOf(context.derived, 4, (row) => effective(context, '/ip/route', row)).some(
		({flags, properties}) =>
			flags.has('active') && properties['dst-address'] === '0.0.0.0/0' && properties['routing-table'] === 'main' && lines.has(interfaceOf(properties['immediate-gw'] ?? '')),
	);
};

/** Whether any provider's line is up and leads somewhere. */
export const isOnline = (context: Context): boolean => leasesOf(context.derived).some((lease) => !context.faults.farEndsDown.has(lease.interface)) || hasFixedLine(context);
