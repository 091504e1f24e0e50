import type {Facts} from '../facts/index.js';
import type {Uplink} from '../policy/index.js';
import {defaultRouteInterfaces} from '../policy/index.js';

/** WireGuard over a line of 1500 bytes, IPv4 or IPv6 outside: 80 bytes of headers at most. PPPoE takes 8 more. */
const overEthernet = 1420;
const overPppoe = 1412;

/** For tunnels whose own MTU is not known: GRE, L2TP, SSTP and OpenVPN all carry at least this. */
const cautious = 1400;

/** What every host takes in one piece (RFC 791): a smaller number is no size of packets. */
const smallest = 576;

const typeOf = (facts: Facts, name: string): string | undefined => facts.interfaces.find((one) => one.name === name)?.type;

export const defaultMtu = (facts: Facts): number => (defaultRouteInterfaces(facts).some((name) => typeOf(facts, name)?.startsWith('pppoe')) ? overPppoe : overEthernet);

/** What fits through an uplink, for segment sizes. */
export const mtuOf = (uplink: Uplink, facts: Facts): number => {
	if (uplink.kind.kind === 'wireguard') {
		return uplink.kind.tunnel.mtu ?? defaultMtu(facts);
	}

	const {name} = uplink.kind;
	const type = typeOf(facts, name);
	const told = facts.interfaces.find((one) => one.name === name)?.mtu ?? 0;
	return uplink.mtu ?? (told >= smallest ? told : type === undefined || type.startsWith('wg') || type.startsWith('wireguard') ? overEthernet : cautious);
};
