import type {Disposition, Pass, Rule, Step, Trace, Way} from '../simulator/index.js';

/** Where a packet ends, told apart only as far as claims do. */
export type Fate = {readonly kind: 'leaves'; readonly interface: string} | {readonly kind: 'router'} | {readonly kind: 'nowhere'} | {readonly kind: 'unknown'};

export const fateOf = ({disposition}: Pass): Fate => {
	switch (disposition.kind) {
		case 'leaves-by':
			return {kind: 'leaves', interface: disposition.interface};
		case 'delivered':
			return {kind: 'router'};
		case 'unknown':
			return {kind: 'unknown'};
		case 'dropped':
		case 'rejected':
		case 'blackholed':
		case 'no-route':
			return {kind: 'nowhere'};
	}
};

/** The packets of one connection that were followed: those of the sender, and the answers. */
export const sent = (way: Way): readonly Pass[] => [way, ...(way.later === undefined ? [] : [way.later])];
export const answers = (way: Way): readonly Pass[] => [...(way.reply === undefined ? [] : [way.reply]), ...(way.laterReply === undefined ? [] : [way.laterReply])];

const ruleOf = (disposition: Disposition): Rule | undefined => (disposition.kind === 'unknown' ? disposition.rule : 'by' in disposition ? disposition.by : undefined);

const chooses = ({stage, action}: Step): boolean => stage === 'routing' || stage === 'dst-nat' || (stage === 'mangle' && action === 'mark-routing');

/** The rule that decided where a packet went: what ended it, else the last row that sent it somewhere. */
export const decidingRule = (pass: Pass): Rule | undefined =>
	ruleOf(pass.disposition) ??
	pass.steps.findLast((step) => step.rule !== undefined && step.rule.position > 0 && chooses(step))?.rule ??
	pass.steps.findLast(({rule}) => rule !== undefined)?.rule;

/** Where a packet ends, and under which addresses: what differs here differs for somebody. */
export const endOf = (pass: Pass): string => {
	const fate = fateOf(pass);
	const addresses = `${pass.end.from ?? ''} > ${pass.end.to ?? ''}`;
	return fate.kind === 'leaves' ? `leaves ${fate.interface} ${addresses}` : fate.kind === 'router' ? `router ${addresses}` : fate.kind;
};

/** The ends of all packets of all ways, as one text: what is the same goes the same way. */
export const signature = (trace: Trace): string => {
	const end = (pass: Pass | undefined): string => (pass === undefined ? '-' : endOf(pass));

	return [...new Set(trace.ways.map((way) => [way, way.reply, way.later, way.laterReply].map(end).join(' | ')))].sort().join('\n');
};
