import type {ReferenceTarget} from '../store/kinds.js';
import {kindOf} from '../store/kinds.js';
import type {Context} from './context.js';

/** Menus whose rows others name. */
const owners: readonly (readonly [RegExp, readonly ReferenceTarget[]])[] = [
	[/^\/interface\/(?!list$)[^/]+$/, ['interface', 'bridge', 'wireguard']],
	[/^\/interface\/list$/, ['interface-list']],
	[/^\/routing\/table$/, ['routing-table']],
	[/^\/ip\/pool$/, ['pool']],
	[/^\/user\/group$/, ['group']],
	[/^\/queue\/(?:simple|tree)$/, ['queue-parent']],
	[/^\/queue\/type$/, ['queue-type']],
	[/^\/system\/logging\/action$/, ['log-action']],
];

const inGateway = (value: string, from: string, to: string): string =>
	value
		.split(',')
		.map((hop) => (hop === from ? to : hop.endsWith(`%${from}`) ? `${hop.slice(0, -from.length)}${to}` : hop))
		.join(',');

/** A name changed, or its row went away and `to` is its id: RouterOS refers by id, so all that named it shows the new text. */
export const rename = (context: Context, menu: string, from: string, to: string): void => {
	const kinds = owners.find(([pattern]) => pattern.test(menu))?.[1];
	if (kinds === undefined || from === to || from === '') {
		return;
	}

	for (const other of context.store.menus()) {
		const rows = context.store.rows(other);
		const changed = rows.map((row) => {
			const properties = Object.entries(row.properties).map(([name, value]): readonly [string, string] => {
				const kind = kindOf(other, name, context.schema.argument(other, 'add', name) ?? context.schema.argument(other, 'set', name));
				if (kind.kind === 'gateway' && kinds.includes('interface')) {
					return [name, inGateway(value, from, to)];
				}

				// Both menus of queues have parents of their own.
				if (kind.kind !== 'reference' || !kinds.includes(kind.to) || (kind.to === 'queue-parent' && other !== menu)) {
					return [name, value];
				}

				const not = value.startsWith('!') ? '!' : '';
				return [
					name,
					not +
						value
							.slice(not.length)
							.split(',')
							.map((part) => (part === from ? to : part))
							.join(','),
				];
			});
			return properties.every(([name, value]) => row.properties[name] === value) ? row : {...row, properties: Object.fromEntries(properties)};
		});
		if (changed.some((row, index) => row !== rows[index])) {
			context.store.replace(other, changed);
		}
	}
};
