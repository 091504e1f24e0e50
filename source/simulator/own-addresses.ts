import type {World} from '../facts/index.js';
import type {Family, InterfaceAddress, Prefix} from '../net/index.js';
import {addressFamily, addressOf, families, hostPrefix, networkOf, parseInterfaceAddress, parseIp, prefixBounds, prefixLength} from '../net/index.js';
import type {Configuration} from '../routeros/model/index.js';
import type {Address, Value} from './address.js';
import {addressFrom, prefixInterval, unknownAddress, within} from './address.js';
import type {Interfaces} from './interfaces.js';
import {menuOf, rowsOf} from './settings.js';

export type OwnAddress = {readonly address: Address; readonly network: Prefix; readonly interface: string; readonly family: Family};

/** The addresses that a router has, and those that it is known to have without anybody having told which. */
export type OwnAddresses = {
	readonly all: readonly OwnAddress[];
	/** The VRF (`main` or its name) in which an address is the router's own; undefined for others' addresses. */
	readonly ownerOf: (address: Address) => string | undefined;
	/** Of a network of a VRF (`main` or its name); of any where none is named. */
	readonly isBroadcast: (address: Address, vrf?: string) => boolean;
	/**
	 * The address that packets made or masqueraded on an interface get. IPv4: of the network of the next hop, else the
	 * first. IPv6: by the kernel's selection (RFC 6724, rules 1, 6 and 8), link-local ones last.
	 */
	readonly sourceOn: (name: string, family: Family, to?: Address) => Address;
	/** Whether it is the address of an interface that is down, and of no other: who answers then is not confirmed. */
	readonly isOnDownLink: (address: Address) => boolean;
	/** Whether it lies in a network that an address of any interface spans, up or down. */
	readonly isInNetwork: (address: Address) => boolean;
};

const network = (address: InterfaceAddress, given: string | undefined): Prefix => {
	// `network=` of a point-to-point address is the other end.
	const other = given === undefined || given === '' ? undefined : parseIp(given);
	return other !== undefined && addressFamily(other) === 4 && prefixLength(address) === 32 ? hostPrefix(other) : networkOf(address);
};

const configured = (configuration: Configuration): readonly OwnAddress[] =>
	families.flatMap((family) =>
		rowsOf(configuration, menuOf(family, 'address')).flatMap(({entry: {properties}}) => {
			const address = (properties['from-pool'] ?? '') === '' ? parseInterfaceAddress(properties.address ?? '') : undefined;
			return address === undefined || addressFamily(address) !== family || properties['eui-64'] === 'yes'
				? []
				: [{address: addressFrom(addressOf(address)), network: network(address, properties.network), interface: properties.interface ?? '', family}];
		}),
	);

const isUnique = (value: Value | undefined): boolean => value !== undefined && BigInt(value) >> 121n === 0x7en;

/** How many leading bits two addresses share. */
const shared = (a: Value | undefined, b: Value | undefined): number => (a === undefined || b === undefined ? 0 : 128 - (BigInt(a) ^ BigInt(b)).toString(2).length);

const nearest = (all: readonly OwnAddress[], there: readonly OwnAddress[], to: Address | undefined): Address | undefined => {
	const same = all.find(({address}) => to?.value !== undefined && address.value === to.value && address.family === 6);
	const rank = ({value, ip}: Address): number => (ip?.startsWith('fe80:') === true ? -256 : 0) + (isUnique(value) === isUnique(to?.value) ? 128 : 0) + shared(value, to?.value);
	return (same ?? there.toSorted((a, b) => rank(b.address) - rank(a.address))[0])?.address;
};

/** 255.255.255.255 */
const everywhere = 2 ** 32 - 1;

const loopback = {4: {first: 0x7f_00_00_00, last: 0x7f_ff_ff_ff}, 6: {first: 1n, last: 1n}} as const;

export const readOwnAddresses = (configuration: Configuration, world: World, interfaces: Interfaces): OwnAddresses => {
	const learnt = (world.addresses ?? []).map(({address, interface: name}) => ({
		address: addressFrom(addressOf(address)),
		network: networkOf(address),
		interface: name,
		family: addressFamily(address),
	}));
	const every = [...configured(configuration), ...learnt].map((own) => ({...own, interface: interfaces.masterOf(own.interface)}));
	const all = every.filter(({interface: name}) => interfaces.isUp(name));
	const owners: Readonly<Record<Family, Map<Value, string>>> = {4: new Map(), 6: new Map()};
	for (const {address, interface: name, family} of all) {
		if (address.value !== undefined) {
			owners[family].set(address.value, interfaces.vrfOf(name) ?? 'main');
		}
	}

	const broadcasts = new Map<Value, Set<string>>();
	for (const own of all.filter(({family, network: span}) => family === 4 && prefixLength(span) < 31)) {
		const last = Number(prefixBounds(own.network).last);
		broadcasts.set(last, (broadcasts.get(last) ?? new Set()).add(interfaces.vrfOf(own.interface) ?? 'main'));
	}

	const down = new Set(every.filter(({interface: name}) => !interfaces.isUp(name) && world.links[name] !== 'removed').map(({address}) => address.ip));
	return {
		all,
		ownerOf: ({family, value, of}) =>
			value === undefined ? (interfaces.vrfOf(of ?? '') ?? 'main') : (owners[family].get(value) ?? (within(loopback[family], value) ? 'main' : undefined)),
		isBroadcast: ({family, value}, vrf) => {
			const there = family === 4 && value !== undefined ? broadcasts.get(value) : undefined;
			return value === everywhere || (there !== undefined && (vrf === undefined || there.has(vrf)));
		},
		sourceOn: (name, family, to) => {
			const there = all.filter((own) => own.interface === name && own.family === family);
			const near = family === 4 ? there.find((own) => to?.value !== undefined && within(prefixInterval(own.network), to.value))?.address : nearest(all, there, to);
			return near ?? there[0]?.address ?? unknownAddress(family, name);
		},
		isInNetwork: ({family, value}) => value !== undefined && every.some((own) => own.family === family && within(prefixInterval(own.network), value)),
		isOnDownLink: (address) => address.ip !== undefined && down.has(address.ip) && (address.value === undefined || !owners[address.family].has(address.value)),
	};
};
