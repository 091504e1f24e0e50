export {claimsOf} from './claims.js';
export type {
	Claim,
	DestinationList,
	DnsChoice,
	Expectation,
	Id,
	ListedName,
	Network,
	Policy,
	PolicyDocument,
	Probe,
	Selector,
	TunnelKind,
	Uplink,
	WhenDown,
	WireguardPeer,
	WireguardTunnel,
} from './document.js';
export {emptyDocument} from './document.js';
export {itemOf, partOf} from './id.js';
export {mergeDocuments} from './merge.js';
export {peerClashes} from './peers.js';
export {defaultRouteInterfaces, defaultRoutes, defaultsAmong, outInterface} from './surroundings.js';
export {validateDocument} from './validate.js';
