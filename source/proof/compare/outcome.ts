import type {Ip} from '../../net/index.js';
import type {Disposition, Pass, Rule, Step, Trace, Way} from '../../simulator/index.js';

/** The packets of a connection that are followed, in their order. */
export const parts = ['first', 'reply', 'later', 'laterReply'] as const;
export type Part = (typeof parts)[number];

/** In what two connections may differ, the gravest first. */
export const aspects = ['way', 'address', 'fast-path', 'queue', 'mark'] as const;
export type Aspect = (typeof aspects)[number];

/** What becomes of one packet, as far as it can be compared. */
export type Ending = {
	/** Of all connections alike, about how many hundredths. */
	readonly percent: number;
	/** `passes`: the firewall of the other side stops it, and here it goes on to wherever it goes. */
	readonly disposition: Disposition | {readonly kind: 'passes'};
	/** What its addresses and port became, where they were translated; `line` for an address that nobody told. */
	readonly from?: Ip | 'line';
	readonly to?: Ip | 'line';
	readonly toPort?: number;
	/** Where that is what differs. */
	readonly isFasttracked?: boolean;
	readonly queues?: readonly string[];
	/** Of the connection, the packet and the lookup, those that there are. */
	readonly marks?: readonly string[];
	/** The row that decided it. */
	readonly rule?: Rule;
};

export type Difference = {readonly kind: 'different'; readonly aspect: Aspect; readonly part: Part; readonly before: readonly Ending[]; readonly after: readonly Ending[]};

/** What one side could not tell. */
export type Doubt = {readonly matcher: string; readonly reason: string; readonly rule?: Rule};

export type Compared = {readonly kind: 'same'} | Difference | {readonly kind: 'unknown'; readonly before?: Doubt; readonly after?: Doubt};

const passOf = (way: Way, part: Part): Pass | undefined => (part === 'first' ? way : way[part]);

const became = (now: Ip | undefined, was: Ip | undefined): Ip | 'line' | undefined => (now === was ? undefined : (now ?? 'line'));

const isSilent = ({kind}: Ending['disposition']): boolean => kind === 'dropped' || kind === 'blackholed';

const verdictOf = (disposition: Ending['disposition']): readonly unknown[] => {
	switch (disposition.kind) {
		case 'leaves-by':
			return [disposition.kind, disposition.interface, disposition.gateway];
		case 'rejected':
			return [disposition.kind, disposition.with];
		default:
			// Nobody can tell from outside which row dropped a packet, or whether it was a route that leads nowhere.
			return [isSilent(disposition) ? 'dropped' : disposition.kind];
	}
};

const queuesOf = ({steps}: Pass): readonly string[] => steps.flatMap(({stage, detail}) => (stage === 'queue' ? [detail] : []));
const marksOf = ({end}: Pass): readonly string[] => [
	...(end.connectionMark === undefined ? [] : [`the connection mark ${end.connectionMark}`]),
	...(end.packetMark === undefined ? [] : [`the packet mark ${end.packetMark}`]),
	...(end.routingMark === undefined ? [] : [`the routing mark ${end.routingMark}`]),
];

const facets: Readonly<Record<Aspect, (pass: Pass) => unknown>> = {
	way: ({disposition}) => verdictOf(disposition),
	address: ({end}) => [end.from, end.fromPort, end.to, end.toPort],
	'fast-path': ({isFasttracked}) => isFasttracked,
	queue: queuesOf,
	mark: marksOf,
};

/** What marks are worth where a packet ends: those of one that went nowhere are nobody's. */
const isLost = ({disposition}: Pass): boolean => disposition.kind !== 'leaves-by' && disposition.kind !== 'delivered';

const facetOf = (pass: Pass | undefined, aspect: Aspect): unknown => (pass === undefined || (isLost(pass) && aspect !== 'way') ? null : facets[aspect](pass));

// A little more than nothing, so that sums of shares that are the same on paper are the same here.
const percent = (share: number): number => Math.round(100 * share + 1e-6);

/** Of all connections alike, how many end so in the first packets of a connection: as one text. */
const shares = (trace: Trace, keyOf: (way: Way) => string): string => {
	const sums = new Map<string, number>();
	for (const way of trace.ways) {
		const key = keyOf(way);
		sums.set(key, (sums.get(key) ?? 0) + way.share);
	}

	return JSON.stringify([...sums].map(([key, share]) => [key, percent(share)]).sort());
};

const keyOf =
	(aspect: Aspect, upTo: number) =>
	(way: Way): string =>
		JSON.stringify(parts.slice(0, upTo).map((part) => facetOf(passOf(way, part), aspect)));

const keyOfAll = (way: Way): string => JSON.stringify(parts.map((part) => aspects.map((aspect) => facetOf(passOf(way, part), aspect))));

/** Which rows tell of an aspect. */
const tells: Readonly<Record<Aspect, (step: Step) => boolean>> = {
	way: ({stage, action}) => stage === 'routing' || stage === 'dst-nat' || (stage === 'mangle' && (action === 'mark-connection' || action === 'mark-routing')),
	address: ({stage}) => stage === 'dst-nat' || stage === 'src-nat',
	'fast-path': ({stage}) => stage === 'fasttrack',
	queue: ({stage}) => stage === 'queue',
	mark: ({stage, action}) => stage === 'mangle' && action.startsWith('mark-'),
};

const textOf = ({stage, action, detail, rule}: Step): string => JSON.stringify([stage, action, detail, rule?.menu, rule?.comment]);

/** Whether a firewall stops all of them. */
const isStopped = (passes: readonly Pass[]): boolean =>
	passes.length > 0 && passes.every(({disposition}) => 'by' in disposition && /\/firewall\/(?:raw|filter)$/.test(disposition.by.menu));

/**
 * The row that decided: what ended the packet; where the other side's firewall stopped it, the one that lets it pass
 * here, if there is one; else the first that tells of it and that the other side did not meet, else the last that tells.
 */
const ruleOf = ({disposition, steps}: Pass, aspect: Aspect, others: readonly Pass[]): Rule | undefined => {
	const met = new Set(others.flatMap((other) => other.steps).map(textOf));
	if (aspect === 'way' && 'by' in disposition) {
		return disposition.by;
	}

	if (aspect === 'way' && isStopped(others)) {
		const menus = others.flatMap((other) => ('by' in other.disposition ? [other.disposition.by.menu] : []));
		return steps.find((step) => step.action === 'accept' && step.rule !== undefined && menus.includes(step.rule.menu) && !met.has(textOf(step)))?.rule;
	}

	const telling = steps.filter((step) => step.rule !== undefined && step.rule.position > 0 && tells[aspect](step));
	return (telling.find((step) => !met.has(textOf(step))) ?? telling.at(-1))?.rule;
};

/** Where it goes says little where the other side's firewall stops it; and the next hop counts only where the interface is the same. */
const shortened = (disposition: Disposition, others: readonly Pass[]): Ending['disposition'] => {
	if (isStopped(others)) {
		return 'by' in disposition || disposition.kind === 'unknown' ? disposition : {kind: 'passes'};
	}

	return disposition.kind !== 'leaves-by' || others.some((other) => other.disposition.kind === 'leaves-by' && other.disposition.interface === disposition.interface)
		? disposition
		: {kind: disposition.kind, interface: disposition.interface};
};

/** What is told besides the way and the addresses. */
const told: Readonly<Record<Aspect, (pass: Pass) => Partial<Ending>>> = {
	way: () => ({}),
	address: () => ({}),
	'fast-path': ({isFasttracked}) => ({isFasttracked}),
	queue: (pass) => ({queues: queuesOf(pass)}),
	mark: (pass) => ({marks: marksOf(pass)}),
};

const endingsOf = (trace: Trace, other: Trace, part: Part, aspect: Aspect): readonly Ending[] => {
	const others = other.ways.flatMap((way) => passOf(way, part) ?? []);
	const found = new Map<string, {readonly pass: Pass; share: number}>();
	for (const way of trace.ways) {
		const pass = passOf(way, part);
		if (pass !== undefined) {
			const key = JSON.stringify([verdictOf(shortened(pass.disposition, others)), aspect === 'way' || facetOf(pass, aspect)]);
			const known = found.get(key) ?? {pass, share: 0};
			found.set(key, {pass: known.pass, share: known.share + way.share});
		}
	}

	return [...found.values()].map(({pass, share}) => {
		const {packet, end, disposition} = pass;
		// Answers are translated back, whatever way they go.
		const isTold = !isLost(pass) && !isStopped(others) && (aspect === 'address' || part === 'first' || part === 'later');
		const [from, to] = isTold ? [became(end.from, packet.from), became(end.to, packet.to)] : [];
		const rule = ruleOf(pass, aspect, others);
		return {
			percent: percent(share),
			disposition: shortened(disposition, others),
			...(from === undefined || packet.from === '0.0.0.0' || packet.from === '::' ? {} : {from}),
			...(to === undefined ? {} : {to}),
			...(!isTold || end.toPort === packet.toPort || end.toPort === undefined ? {} : {toPort: end.toPort}),
			...told[aspect](pass),
			...(rule === undefined ? {} : {rule}),
		};
	});
};

/** The first packet of a connection that could not be followed, and why. */
const doubtOf = (trace: Trace): {readonly at: number; readonly doubt?: Doubt} => {
	for (const [at, part] of parts.entries()) {
		for (const way of trace.ways) {
			const disposition = passOf(way, part)?.disposition;
			if (disposition?.kind === 'unknown') {
				const {matcher, reason, rule} = disposition;
				return {at, doubt: {matcher, reason, ...(rule === undefined ? {} : {rule})}};
			}
		}
	}

	return {at: parts.length};
};

/** Whether two connections go the same way with the same addresses, speed, queues and marks, as far as both can be followed. */
export const compareTraces = (before: Trace, after: Trace): Compared => {
	const [was, is] = [doubtOf(before), doubtOf(after)];
	const known = Math.min(was.at, is.at);
	// Most go the same way, and one text tells.
	if (known === parts.length && shares(before, keyOfAll) === shares(after, keyOfAll)) {
		return {kind: 'same'};
	}

	for (const aspect of aspects) {
		for (const [index, part] of parts.slice(0, known).entries()) {
			if (shares(before, keyOf(aspect, index + 1)) !== shares(after, keyOf(aspect, index + 1))) {
				return {kind: 'different', aspect, part, before: endingsOf(before, after, part, aspect), after: endingsOf(after, before, part, aspect)};
			}
		}
	}

	return known === parts.length ? {kind: 'same'} : {kind: 'unknown', ...(was.doubt === undefined ? {} : {before: was.doubt}), ...(is.doubt === undefined ? {} : {after: is.doubt})};
};
