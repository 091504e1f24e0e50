export type {Family, InterfaceAddress, Ip, Ipv4, Ipv6, Prefix} from './address.js';
export {
	addressFamily,
	addressFromValue,
	addressOf,
	addressValue,
	defaultPrefix,
	families,
	hostPrefix,
	isConnectable,
	networkOf,
	parseInterfaceAddress,
	parseIp,
	parsePrefix,
	prefixBounds,
	prefixContains,
	prefixLength,
} from './address.js';
export type {DomainName} from './name.js';
export {isHost, parseDomainName, parseNamePattern, parsePort} from './name.js';
export type {Packet, Protocol} from './packet.js';
export {mergePrefixes, overlapping, rangeToPrefixes} from './prefix-set.js';
