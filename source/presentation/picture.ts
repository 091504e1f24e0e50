import type {Facts} from '../facts/index.js';
import type {Failover, Group, Policy, PolicyDocument, Uplink} from '../policy/document.js';
import {afterOf, interfaceNameOf, isApart, ordinary, waivedOf, waysOf} from '../policy/index.js';
import type {Role} from './line.js';
import type {Side} from './sides.js';
import {sidesOf} from './sides.js';
import {hasNoRest, takesAll, trafficText} from './traffic.js';

/** Who sends, through which router, which traffic leaves by which way, and what else the router does. */
export type Picture = {readonly sources: readonly string[]; readonly router: string; readonly ways: readonly Way[]; readonly sides: readonly Side[]};

export type Way = {
	readonly name: string;
	readonly isDown: boolean;
	/** Nothing leaves by it. */
	readonly isShut: boolean;
	/** The classes of traffic that go this way; `brief` says them where there is no room. */
	readonly traffic: readonly string[];
	readonly brief: string;
	readonly notes: readonly Note[];
	readonly role: Role;
};

export type Note = {readonly text: string; readonly role: Role};

const spokenName = ({name, isDown}: {readonly name: string; readonly isDown: boolean}): string => `${name}${isDown ? ', which has no link' : ''}`;

/** The picture in words, for who cannot see it. */
export const pictureText = ({ways, sides}: Picture): string =>
	[
		...ways.map((way) => `${spokenName(way)}: ${[...way.traffic, ...way.notes.map(({text}) => text)].join(', ') || 'nothing'}`),
		...sides.map(({title, rows}) => `${title}: ${rows.map((row) => `${spokenName(row)}, ${row.text}`).join('; ')}`),
	].join('; ');

const ordinaryName = 'ordinary way';

const ordinaryWay = (traffic: readonly string[], brief: string): Way => ({name: ordinaryName, isDown: false, isShut: false, traffic, brief, notes: [], role: 'dim'});

/** All traffic as it went before. */
export const isOrdinary = ({name, notes, traffic}: Way): boolean => name === ordinaryName && notes.length === 0 && traffic.every((text) => text === 'everything');

/** What a kill switch makes of the lines. */
const shutWay = (hasExceptions: boolean): Way => ({
	name: 'any line',
	isDown: false,
	isShut: true,
	traffic: [],
	brief: '',
	notes: [{text: hasExceptions ? 'shut for all else' : 'shut: nothing leaves by it', role: 'bad'}],
	role: 'bad',
});

/** The picture before anything is chosen: all traffic goes its ordinary way. */
export const pictureOfFacts = (facts: Facts): Picture => ({
	sources: [],
	router: facts.identity || 'router',
	ways: [ordinaryWay(['everything'], 'everything')],
	sides: [],
});

/** Uplinks whose interface is there and has no link, as the router said when it was looked at. */
export const uplinksDown = ({uplinks}: PolicyDocument, facts: Facts): ReadonlySet<string> =>
	new Set(uplinks.filter((uplink) => facts.interfaces.some(({name, running, disabled}) => name === interfaceNameOf(uplink) && (disabled || !running))).map(({id}) => id));

/** A class of traffic on a way of its own. */
type Stream = {readonly way: string; readonly text: string; readonly brief: string};
type Told = {readonly streams: readonly Stream[]; readonly notes: readonly (Note & {readonly way: string})[]};

type Situation = {readonly document: PolicyDocument; readonly down: ReadonlySet<string>};

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`;

const titleOf = ({uplinks}: PolicyDocument, id: string): string => uplinks.find((uplink) => uplink.id === id)?.title ?? 'the ordinary way';

const words = ({document}: Situation, policy: Policy): {readonly text: string; readonly brief: string} => {
	const everything = document.policies[0] === policy ? 'everything' : 'everything else';
	return {text: trafficText(policy.selector, document, everything), brief: trafficText(policy.selector, document, everything, true)};
};

const sharedBy = (group: Group, policy: Policy, situation: Situation): Told => {
	const {text, brief} = words(situation, policy);
	const living = group.members.filter(({uplink}) => !situation.down.has(uplink));
	const sharing = group.whenDown === 'redistribute' && living.length > 0 ? living : group.members;
	const whole = sharing.reduce((sum, {weight}) => sum + weight, 0);
	const waits = group.whenDown === 'keep';
	return {
		streams: sharing.map(({uplink, weight}) => {
			const share = group.method === 'equal' && new Set(sharing.map((member) => member.weight)).size === 1 ? `1 of ${sharing.length} parts` : percent(weight, whole);
			return sharing.length === 1 ? {way: uplink, text, brief} : {way: uplink, text: `${share} of ${text}`, brief: `${percent(weight, whole)} of ${brief}`};
		}),
		notes: group.members.map(({uplink}) =>
			situation.down.has(uplink)
				? {way: uplink, text: waits ? 'its share waits' : 'the others have its share', role: 'bad'}
				: {way: uplink, text: waits ? 'when down: its share waits' : 'when down: the others take its share', role: 'dim'},
		),
	};
};

const byOne = (uplink: Uplink, policy: Policy, situation: Situation): Told => {
	const {document, down} = situation;
	const {text, brief} = words(situation, policy);
	const family = policy.waived.includes(4) ? 6 : 4;
	const {to, isFinal} = afterOf(document, uplink.id, family);
	const others = to.map((id) => titleOf(document, id));
	if (!down.has(uplink.id)) {
		const after = [...others, ...(isFinal ? [] : ['the ordinary way'])].join(', then ') || (isApart(uplink, family) ? `IPv${family} waits` : 'blocked');
		return {streams: [{way: uplink.id, text, brief}], notes: [{way: uplink.id, text: `when down: ${after}`, role: 'dim'}]};
	}

	const instead = to.find((id) => !down.has(id)) ?? (isFinal ? undefined : ordinary);
	return instead === undefined
		? {streams: [], notes: [{way: uplink.id, text: `blocked: ${text}`, role: 'bad'}]}
		: {
				streams: [{way: instead, text: `${text} (instead of ${uplink.title})`, brief}],
				notes: [{way: uplink.id, text: `now by ${titleOf(document, instead)}: ${text}`, role: 'warning'}],
			};
};

/** A family that was waived goes as before, on each of the ways but those that have it for addresses of their own. */
const withWaived = (told: Told, policy: Policy, {uplinks}: PolicyDocument): Told => ({
	...told,
	notes: [
		...told.notes,
		...told.streams.flatMap(({way}): Told['notes'] => {
			const families = waivedOf(policy).filter((family) => !uplinks.some((uplink) => uplink.id === way && isApart(uplink, family)));
			return families.length === 0 ? [] : [{way, text: `IPv${families.join(' and IPv')} goes as before`, role: 'dim'}];
		}),
	],
});

const wayOf = (policy: Policy, situation: Situation): Told => {
	const {document} = situation;
	const group = document.groups.find(({id}) => id === policy.uplink);
	if (group !== undefined) {
		return sharedBy(group, policy, situation);
	}

	const [uplink] = waysOf(document, policy.uplink);
	return uplink === undefined ? {streams: [{way: ordinary, ...words(situation, policy)}], notes: []} : byOne(uplink, policy, situation);
};

const toldOf = (policy: Policy, situation: Situation): Told => withWaived(wayOf(policy, situation), policy, situation.document);

const places = ['first', 'second', 'third'];

/** The lines for what no policy has: the first that lives carries it, the others stand by. */
const inOrder = ({uplinks}: Failover, {document, down}: Situation): Told => {
	const [rest, brief] = takesAll(document)
		? ['what the router itself sends', 'the router’s own']
		: document.policies.length === 0
			? ['everything', 'everything']
			: ['everything else', 'all else'];
	const living = uplinks.find((id) => !down.has(id));
	return {
		streams: living === undefined ? [] : [{way: living, text: rest, brief}],
		notes: uplinks.map((way, index) => {
			const place = places[index] ?? `${index + 1}th`;
			// A line that has its share of everything does not stand by.
			const text = takesAll(document) ? `${place} for the router itself` : `${way === living || down.has(way) ? '' : 'stands by, '}${place} in line`;
			return {way, text, role: 'dim'};
		}),
	};
};

/** The picture of what a document wants, as it would be while the uplinks in `down` have no link. */
export const pictureOfDocument = (document: PolicyDocument, facts: Facts, down: ReadonlySet<string> = uplinksDown(document, facts)): Picture => {
	const situation: Situation = {document, down};
	const told = [...document.policies.map((policy) => toldOf(policy, situation)), ...document.failover.map((failover) => inOrder(failover, situation))];
	const streams = told.flatMap((one) => one.streams);
	const notes = told.flatMap((one) => one.notes);
	const on = (way: string): Pick<Way, 'traffic' | 'brief'> => {
		const mine = streams.filter((stream) => stream.way === way);
		return {traffic: [...new Set(mine.map(({text}) => text))], brief: [...new Set(mine.map(({brief}) => brief))].join('; ')};
	};

	const isRestTaken = hasNoRest(document);
	const rest = document.policies.length === 0 ? 'everything' : 'everything else';
	const left = on(ordinary);
	const asBefore = isRestTaken ? left : {traffic: [...left.traffic, rest], brief: [left.brief, rest === 'everything' ? rest : 'all else'].filter(Boolean).join('; ')};
	return {
		sources: [...new Set(document.networks.flatMap(({interfaces}) => interfaces))],
		router: facts.identity || 'router',
		ways: [
			...document.uplinks.map((uplink): Way => {
				const isDown = down.has(uplink.id);
				const mine = new Map(notes.filter(({way}) => way === uplink.id).map(({text, role}) => [text, {text, role}]));
				return {name: uplink.title, isDown, isShut: false, ...on(uplink.id), notes: [...mine.values()], role: isDown ? 'bad' : 'accent'};
			}),
			...(asBefore.traffic.length === 0 ? [] : [ordinaryWay(asBefore.traffic, asBefore.brief)]),
			...document.killSwitches.slice(0, 1).map(() => shutWay(asBefore.traffic.length > 0)),
		],
		sides: sidesOf(document, facts),
	};
};
