import {checkedGateways} from '../store/routes.js';
import {parseDuration} from '../store/text.js';
import type {Context} from './context.js';
import type {Facility} from './facility.js';
import {answerOf} from './reach.js';
import {effective} from './views/row.js';

export type Gateways = Facility & {isDown(gateway: string): boolean};

/** Every 10 s, down after two losses and up again with the first answer (the manual); tunable from 7.21. */
const defaults = {interval: 10_000, count: 2} as const;

const menus = ['/ip/route', '/ipv6/route'] as const;

/** The checks that routes ask for with `check-gateway`; routes with the same gateway share one. */
export const createGateways = (context: () => Context): Gateways => {
	const losses = new Map<string, number>();
	let due: number | undefined;

	const setting = (name: string): string | undefined => context().store.settings('/routing/settings')[`check-gateway-ping-${name}`];
	const interval = (): number => Number(parseDuration(setting('interval') ?? '') ?? defaults.interval);
	const allowed = (): number => Number(setting('count') ?? defaults.count);
	const isWanted = (): boolean =>
		menus.some((menu) =>
			context()
				.store.rows(menu)
				.some(({properties}) => (properties['check-gateway'] ?? 'none') !== 'none' && properties.disabled !== 'yes'),
		);

	return {
		isDown: (gateway) => (losses.get(gateway) ?? 0) >= allowed(),
		next: () => {
			const soonest = context().tasks.uptime() + interval();
			due = isWanted() ? Math.min(due ?? soonest, soonest) : undefined;
			return due;
		},
		fire: (uptime) => {
			due = uptime + interval();
			const {derived} = context();
			const asked = checkedGateways(derived, (menu, row) => effective(context(), menu, row));
			for (const gateway of [...losses.keys()].filter((known) => !asked.has(known))) {
				losses.delete(gateway);
			}

			for (const [gateway, out] of asked) {
				const host = gateway.split(/[%@]/)[0] ?? '';
				losses.set(gateway, typeof answerOf(context(), host, out) === 'object' ? 0 : (losses.get(gateway) ?? 0) + 1);
			}
		},
		forget: () => {
			losses.clear();
			due = undefined;
		},
	};
};
