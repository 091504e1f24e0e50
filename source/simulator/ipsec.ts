import {parseIp} from '../net/index.js';
import type {Configuration, Properties} from '../routeros/model/index.js';
import type {Address, Interval} from './address.js';
import {addressFrom, parseInterval, within} from './address.js';
import type {Flow} from './flow.js';
import {rowsOf} from './settings.js';
import type {Rule} from './trace.js';

export type IpsecPolicy = {
	readonly action: 'encrypt' | 'discard';
	readonly isTunnel: boolean;
	/** The far end of the tunnel, as far as it is an address. */
	readonly peer?: Address;
	readonly rule: Rule;
};

/** The policy that covers what one address sends to another; those that let it pass in clear are none. */
export type IpsecPolicies = {readonly find: (flow: Flow, from: Address, to: Address) => IpsecPolicy | undefined};

type Covering = {readonly from: Covered; readonly to: Covered; readonly protocol: string; readonly policy: IpsecPolicy | undefined};
type Covered = (Interval & {readonly family: 4 | 6}) | undefined;

const covers = (interval: Covered, {family, value}: Address): boolean => interval === undefined || (interval.family === family && value !== undefined && within(interval, value));

/** By `sa-dst-address`, or by the address of the peer that the policy names. */
const peerOf = (configuration: Configuration, properties: Properties): Address | undefined => {
	const named = rowsOf(configuration, '/ip/ipsec/peer').find(({entry}) => entry.properties.name === properties.peer && properties.peer !== undefined);
	const text = properties['sa-dst-address'] ?? named?.entry.properties.address;
	const address = parseIp((text ?? '').replace(/\/(?:32|128)$/, ''));
	return address === undefined || /^(?:0\.0\.0\.0|::)$/.test(address) ? undefined : addressFrom(address);
};

/** Templates, and the policies that running peers make of them, are no part of an export. */
export const readIpsec = (configuration: Configuration): IpsecPolicies => {
	const policies = rowsOf(configuration, '/ip/ipsec/policy')
		.filter(({entry: {properties}}) => properties.template !== 'yes' && properties['src-address'] !== undefined)
		.map(({entry: {properties}, rule}): Covering => {
			const peer = peerOf(configuration, properties);
			const action = properties.action ?? 'encrypt';
			return {
				from: parseInterval(properties['src-address'] ?? ''),
				to: parseInterval(properties['dst-address'] ?? ''),
				protocol: properties.protocol ?? 'all',
				policy:
					action === 'none'
						? undefined
						: {action: action === 'discard' ? 'discard' : 'encrypt', isTunnel: properties.tunnel === 'yes', ...(peer === undefined ? {} : {peer}), rule},
			};
		});
	const isProtocol = (wanted: string, {protocol, family}: Flow): boolean => wanted === 'all' || wanted === protocol || (wanted === 'icmpv6' && protocol === 'icmp' && family === 6);
	return {find: (flow, from, to) => policies.find((one) => isProtocol(one.protocol, flow) && covers(one.from, from) && covers(one.to, to))?.policy};
};
