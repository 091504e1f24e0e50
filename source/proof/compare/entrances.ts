import type {Family, Ip} from '../../net/index.js';
import type {Router} from '../../simulator/index.js';
import {arrivalOf} from '../../simulator/index.js';
import type {AddressClass} from './address-classes.js';
import type {Service} from './services.js';
import {positive, rulesOf} from './snapshot.js';

/** One end of a question. */
export type Party = Pick<AddressClass, 'address' | 'label'> & {
	readonly keys: ReadonlySet<string>;
	/** Whether it is asked with everything else, and not only with a few. */
	readonly isCore: boolean;
	/** The interface that has this address. */
	readonly of?: string;
};

/** How packets come to be: by an interface, or made by the router. */
export type Entrance = {
	readonly family: Family;
	/** Left out for what the router makes. */
	readonly inInterface?: string;
	/** Whether it leads to places of which the router has no network. */
	readonly isLine: boolean;
	readonly senders: readonly Party[];
	readonly targets: readonly Party[];
	readonly services: readonly Service[];
};

const hasKind =
	(kind: string) =>
	({keys}: Pick<AddressClass, 'keys'>): boolean =>
		[...keys].some((key) => key.startsWith(`${kind} `));

export const isOwn = hasKind('own');
const isBroadcast = hasKind('broadcast');

/** Rules name interfaces of which a part of an export says nothing else. */
const namedIn = ({configuration}: Router, family: Family): readonly string[] =>
	rulesOf(configuration, family).flatMap(({properties}) =>
		(['in-interface', 'out-interface'] as const).flatMap((name) => (properties[name] === undefined ? [] : [positive(properties[name])])),
	);

const unspecified: Readonly<Record<Family, Ip>> = {4: '0.0.0.0' as Ip, 6: '::' as Ip};

/** Where packets of a family come from on either of some routers, and whom they may be for. */
export const entrancesOf = (
	routers: readonly Router[],
	family: Family,
	lines: ReadonlySet<string>,
	everything: readonly AddressClass[],
	services: readonly Service[],
	elsewhere: Ip,
	stranger: Ip,
): readonly Entrance[] => {
	const classes = everything.filter((one) => !isBroadcast(one));
	const networks = routers.flatMap(({addresses}) => addresses.all.filter((own) => own.family === family));
	const names = new Set([...networks.map((own) => own.interface), ...lines, ...(networks.length === 0 ? routers.flatMap((router) => namedIn(router, family)) : [])]);
	const arrivals = new Map(classes.map((one) => [one, new Set(routers.flatMap((router) => arrivalOf(router, one.address) ?? []))] as const));
	const isBeyond = (one: AddressClass): boolean => [...(arrivals.get(one) ?? [])].every((name) => lines.has(name));
	const isElsewhere = (one: AddressClass): boolean => one.address === elsewhere;
	const strangers = classes.filter((one) => !isOwn(one) && isBeyond(one));

	/** One class of each interface's own: the first host of it. */
	const hosts = new Set([...names].flatMap((name) => classes.find((one) => !isOwn(one) && !isElsewhere(one) && arrivals.get(one)?.has(name) === true) ?? []));
	const party = (one: AddressClass, isCore: boolean): Party => {
		const own = networks.find(({address}) => address.ip === one.address);
		return {...one, isCore, ...(own === undefined ? {} : {of: own.interface})};
	};

	const incoming = [...names].map((name): Entrance => {
		const isLine = lines.has(name) || lines.size === 0;
		const near = classes.filter((one) => !isOwn(one) && arrivals.get(one)?.has(name) === true);
		const senders = [...new Set([...near, ...classes.filter(isElsewhere), ...(isLine ? strangers : [])])];
		const isNear = (one: AddressClass): boolean => !isLine && near.includes(one);
		return {
			family,
			inInterface: name,
			isLine,
			services,
			senders: senders.map((one) => ({...party(one, hosts.has(one) || (isLine && isElsewhere(one))), address: isElsewhere(one) ? stranger : one.address})),
			targets: classes.filter((one) => !isNear(one) || isOwn(one)).map((one) => party(one, hosts.has(one) || isElsewhere(one) || party(one, false).of === name)),
		};
	});
	const made: Entrance = {
		family,
		isLine: false,
		services,
		senders: [{address: unspecified[family], label: 'whichever address it picks', keys: new Set(), isCore: true}, ...classes.filter(isOwn).map((one) => party(one, false))],
		targets: classes.filter((one) => !isOwn(one)).map((one) => party(one, hosts.has(one) || isElsewhere(one))),
	};
	return [...incoming, made];
};
