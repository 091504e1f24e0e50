import {interfacesOf, leasesOf} from '../store/derived.js';
import type {Context} from './context.js';
import {runEvent} from './event.js';
import type {Facility} from './facility.js';

export type Links = Facility & {
	downs(name: string): {readonly count: number; readonly last: number | undefined};
	/** Gives the lease of a client back; it asks for a new one at once. */
	release(rowId: string): void;
};

type Bound = {readonly name: string; readonly address: string; readonly gateway: string};

const bare = (address: string): string => address.split('/')[0] ?? '';

/** Notices what happens to interfaces and leases, says so in the log and runs the lease scripts. */
export const createLinks = (context: () => Context): Links => {
	let running: ReadonlyMap<string, boolean> | undefined;
	let bound: ReadonlyMap<string, Bound> = new Map();
	const downs = new Map<string, {count: number; last: number | undefined}>();

	const runningNow = (): ReadonlyMap<string, boolean> =>
		new Map(interfacesOf(context().derived).flatMap((one) => (one.type === 'ether' ? [[one.name, one.running] as const] : [])));
	const boundNow = (): ReadonlyMap<string, Bound> =>
		new Map(
			leasesOf(context().derived).flatMap(({kind, row, interface: name, line}) =>
				kind === 'dhcp' ? [[row.id, {name, address: line.address, gateway: line.gateway}] as const] : [],
			),
		);

	const same = (before: Bound | undefined, now: Bound | undefined): boolean => before?.address === now?.address && before?.gateway === now?.gateway && before?.name === now?.name;

	const tell = (rowId: string, {name, address, gateway}: Bound, isBound: boolean): void => {
		const script = context().store.row('/ip/dhcp-client', rowId)?.properties.script ?? '';
		context().log(
			'dhcp,info',
			isBound ? `dhcp-client on ${name} got IP address ${bare(address)}` : `dhcp-client on ${name} lost IP address ${bare(address)} - lease stopped locally`,
		);
		runEvent(context(), script, {
			bound: isBound ? '1' : '0',
			interface: name,
			'server-address': isBound ? gateway : '',
			'lease-address': isBound ? bare(address) : '',
			'gateway-address': isBound ? gateway : '',
			'vendor-specific': '',
			'lease-options': '',
		});
	};

	const noticeLinks = (): void => {
		const now = runningNow();
		for (const [name, isUp] of now) {
			const before = running?.get(name);
			if (before !== undefined && before !== isUp) {
				context().log('interface,info', isUp ? `${name} link up (speed 1G, full duplex)` : `${name} link down`);
				if (!isUp) {
					downs.set(name, {count: (downs.get(name)?.count ?? 0) + 1, last: context().now()});
				}
			}
		}

		running = now;
	};

	const noticeLeases = (): void => {
		const before = bound;
		bound = boundNow();
		for (const [rowId, old] of before) {
			if (!same(old, bound.get(rowId))) {
				tell(rowId, old, false);
			}
		}

		for (const [rowId, lease] of bound) {
			if (!same(before.get(rowId), lease)) {
				tell(rowId, lease, true);
			}
		}
	};

	const isQuiet = (): boolean => {
		const [links, leases] = [runningNow(), boundNow()];
		return (
			running !== undefined &&
			[...links].every(([name, isUp]) => running?.get(name) === isUp) &&
			leases.size === bound.size &&
			[...leases].every(([rowId, lease]) => same(bound.get(rowId), lease))
		);
	};

	return {
		downs: (name) => downs.get(name) ?? {count: 0, last: undefined},
		release: (rowId) => {
			const lease = bound.get(rowId);
			if (lease !== undefined) {
				bound = new Map([...bound].filter(([known]) => known !== rowId));
				tell(rowId, lease, false);
			}
		},
		next: () => (isQuiet() ? undefined : context().tasks.uptime()),
		fire: () => {
			noticeLinks();
			noticeLeases();
		},
		forget: () => {
			running = undefined;
			bound = new Map();
			downs.clear();
		},
	};
};
