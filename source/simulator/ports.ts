import type {Ports} from './flow.js';

/** What a sender takes when nobody says: the ephemeral range of IANA. */
export const ephemeral: Ports = {first: 49_152, last: 65_535};
export const anyPort: Ports = {first: 1, last: 65_535};

export const onePort = (port: number): Ports => ({first: port, last: port});

/** `to-ports=`: `80` or `8000-8010`. */
export const portsFrom = (text: string | undefined): Ports | undefined => {
	const match = /^(\d+)(?:-(\d+))?$/.exec(text ?? '');
	return match === null ? undefined : {first: Number(match[1]), last: Number(match[2] ?? match[1])};
};

export const matchesPorts = (a: Ports, b: Ports): boolean => a.first <= b.first && b.last <= a.last;
