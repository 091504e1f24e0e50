export {claimsOf} from './claims.js';
export type {
	Claim,
	Classifier,
	DestinationList,
	DnsChoice,
	Expectation,
	Failover,
	Group,
	Id,
	Line,
	ListedName,
	Network,
	NextHop,
	NumberRange,
	Policy,
	PolicyDocument,
	Probe,
	Selector,
	Speed,
	TunnelKind,
	Uplink,
	UplinkKind,
	WhenDown,
	WireguardPeer,
	WireguardTunnel,
} from './document.js';
export {emptyDocument} from './document.js';
export type {FastPath, Untracked} from './fast-path.js';
export {noFastPath} from './fast-path.js';
export {itemOf, partOf} from './id.js';
export type {FarEnd, KillSwitch} from './kill-switch.js';
export {mergeDocuments} from './merge.js';
export {peerClashes} from './peers.js';
export type {Shaping, Tier, TierPorts} from './shaping.js';
export {takesRest} from './shaping.js';
export {defaultRouteInterfaces, defaultRoutes, defaultsAmong, linesApart, networksBeside, othersInVrf, outInterface, routedOver, strangeVrfOf, vrfOf} from './surroundings.js';
export type {Tenant, TenantNetwork} from './tenants.js';
export {isTranslated} from './tenants.js';
export type {Copy, Door, MailServer, Monitor, Notice, Patience, Upkeep, Watch} from './upkeep.js';
export {noUpkeep} from './upkeep.js';
export {validateDocument} from './validate.js';
export type {After} from './ways.js';
export {afterOf, inOrder, interfaceNameOf, isApart, isBystander, ordinary, vrfOfUplink, waivedOf, waysOf} from './ways.js';
export type {Ban, Trap, Zone, Zoning} from './zones.js';
export {noZoning} from './zones.js';
