import type {Prefix} from '../net/index.js';
import type {Id, NumberRange, Speed} from './document.js';

/** How the bandwidth of one line is dealt out among kinds of traffic, in both directions. */
export type Shaping = {
	readonly id: Id;
	/** The interface of the line. */
	readonly line: string;
	/** Whose traffic. */
	readonly networks: readonly Id[];
	/** All that is given out: less than the line has, so that the queue is here and not in the modem. */
	readonly limit: Speed;
	/** First match decides; the last one has what is left. */
	readonly tiers: readonly Tier[];
};

export type Tier = {
	readonly id: Id;
	readonly title: string;
	/** What belongs to it: any of these. None at all: everything that is left. */
	readonly members: {readonly to: readonly Id[]; readonly hosts: readonly Prefix[]; readonly ports: readonly TierPorts[]};
	/** What it has for certain, and what it can have while others leave room; bits a second. */
	readonly guaranteed: Speed;
	readonly maximum: Speed;
	/** 1 is served first, 8 last, of what is beyond the guarantees. */
	readonly priority: number;
};

/** Of the far side, whichever side opened the connection. */
export type TierPorts = {readonly protocol: 'tcp' | 'udp'; readonly range: NumberRange};

/** Whether a tier takes what is left. */
export const takesRest = ({members: {to, hosts, ports}}: Tier): boolean => to.length + hosts.length + ports.length === 0;
