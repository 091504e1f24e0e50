import type {Fragment} from '../compiler/fragment.js';
import {display} from '../diagnostics/index.js';
import {toldChange} from '../plan/told.js';
import type {Plan} from '../plan/types.js';
import type {Classifier, Failover, Group, Policy, PolicyDocument} from '../policy/document.js';
import {isApart, waivedOf, waysOf} from '../policy/index.js';
import {addCommand} from '../routeros/model/index.js';
import type {Line} from './line.js';
import {bullet, piece} from './line.js';
import {scriptLines} from './script.js';
import {standingLines} from './standing.js';
import {hasNoRest, trafficText} from './traffic.js';

/** What changes of a person's own settings: what a plan found to differ, or all that is wanted while there is no plan. */
const adjusted = ({adjustments}: Fragment, plan: Plan | undefined): Fragment['adjustments'] =>
	plan === undefined
		? adjustments
		: plan.changes.map(toldChange).flatMap((change) => (change.kind === 'adjust' ? [{menu: change.menu, find: change.find, set: change.to, why: change.reason}] : []));

/** A part of a profile, and the section of the guide that it follows. */
export type PartGuide = {readonly id: string; readonly title: string; readonly guide: string};

/** Why one entry is there: its command, its reason, what breaks without it, and where the guide speaks of it. */
export type Why = {
	readonly owner: string;
	readonly menu: string;
	readonly command: string;
	readonly why: string;
	readonly without: string;
	readonly part?: string;
	readonly guide?: string;
};

/** `detour:<profile>:<part>.<item>.<role>.<family>`. */
const partIdOf = (owner: string): string => /^detour:[^:]*:([^.]+)\./.exec(owner)?.[1] ?? '';

/** Each entry with its explanation, in the order in which they are made. Secrets are `<secret>`. */
export const whyOf = ({entries, explanations, secrets}: Fragment, parts: readonly PartGuide[]): readonly Why[] => {
	const reasons = new Map(explanations.map((explanation) => [explanation.owner, explanation]));
	return entries.map((entry) => {
		const {owner = '', menu} = entry;
		const hidden = Object.fromEntries(secrets.filter((secret) => secret.owner === owner).map(({property}) => [property, '<secret>']));
		const part = parts.find(({id}) => id === partIdOf(owner));
		return {
			owner,
			menu,
			command: addCommand({...entry, comment: ''}, hidden),
			why: reasons.get(owner)?.why ?? '',
			without: reasons.get(owner)?.without ?? '',
			...(part === undefined ? {} : {part: part.id, guide: part.guide}),
		};
	});
};

const commandLines = (commands: readonly string[], most: number): readonly Line[] => [
	...commands.slice(0, most).map((command): Line => [piece('    '), ...(scriptLines(command)[0] ?? [])]),
	...(commands.length > most ? [[piece(`    and ${commands.length - most} more like it`, 'dim')]] : []),
];

const menuLines = (menu: string, entries: readonly Why[], most: number): readonly Line[] => [
	[],
	[piece(display(menu), 'menu'), piece(`  ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`, 'dim')],
	...[...new Set(entries.map(({why}) => why))].flatMap((why) => {
		const alike = entries.filter((entry) => entry.why === why);
		return [
			[piece('  '), piece(display(why))],
			[piece(`    Without it: ${display(alike[0]?.without ?? '')}`, 'dim')],
			...commandLines(
				alike.map(({command}) => command),
				most,
			),
		];
	}),
];

type Told = {
	/** What a router was found to have; undefined while none was asked. */
	readonly plan?: Plan | undefined;
	readonly parts?: readonly PartGuide[];
	/** Commands shown of those that have one reason. @default all */
	readonly most?: number;
};

/** Each entry's reason, under the menu it goes into: why it is there, what breaks without it, and its command. Equal reasons are told once. */
export const explanationLines = (fragment: Fragment, {plan, parts = [], most = Number.POSITIVE_INFINITY}: Told = {}): readonly Line[] => {
	const entries = whyOf(fragment, parts);
	const menus = [...new Set(entries.map(({menu}) => menu))];
	const told = menus.flatMap((menu) =>
		menuLines(
			menu,
			entries.filter((entry) => entry.menu === menu),
			most,
		),
	);
	const adjustments = adjusted(fragment, plan).flatMap(({menu, set, why}): readonly Line[] => [
		[
			piece('  ! ', 'warning'),
			piece(display(menu), 'menu'),
			piece(
				Object.entries(set)
					.map(([name, value]) => ` ${display(name)}=${display(value)}`)
					.join(''),
				'value',
			),
		],
		[piece(`    ${display(why)}`, 'dim')],
	]);
	const assumptions = fragment.assumptions.map((text) => bullet(display(text)));
	return [
		...(assumptions.length === 0 ? [] : [[piece('Assumed, because no router was asked', 'heading')], ...assumptions, []]),
		...(adjustments.length === 0 ? [] : [[piece('Settings of your own that change (undo and remove put them back)', 'heading')], ...adjustments, []]),
		...parts.filter(({guide}) => guide !== '').map(({title, guide}): Line => [piece(`${display(title)}: in the guide under “${display(guide)}”.`, 'dim')]),
		[piece('What goes onto the router, and why', 'heading')],
		...told.slice(1),
	];
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What becomes of a policy's traffic when its way is down, as a sentence. */
const downText = (document: PolicyDocument, {uplink, whenDown, waived}: Policy, way: string): string => {
	const group = document.groups.find(({id}) => id === uplink);
	if (group !== undefined) {
		return group.whenDown === 'keep' ? 'When one of them is down, its share waits until it is back.' : 'When one of them is down, the others take its share.';
	}

	if (waived.includes(4) && waysOf(document, uplink).some((one) => isApart(one, 6))) {
		return `When ${way} is down, these addresses wait until it is back: no other line takes them.`;
	}

	if (whenDown.kind === 'block') {
		return `When ${way} is down, it is blocked: nothing of it leaves another way.`;
	}

	const next = document.uplinks.find(({id}) => id === whenDown.to)?.title;
	return `When ${way} is down, it goes ${next === undefined ? 'the ordinary way' : `by ${display(next)}`} until it is back.`;
};

const byClassifier: Readonly<Record<Classifier, string>> = {
	source: 'each host stays with one line',
	pair: 'what goes between two hosts stays with one line',
	connection: 'each connection is dealt out by itself',
};

const percentages = (members: Group['members']): readonly number[] => {
	const whole = members.reduce((sum, {weight}) => sum + weight, 0);
	return members.map(({weight}) => Math.round((100 * weight) / whole));
};

const policyLines = (document: PolicyDocument, policy: Policy, index: number): readonly Line[] => {
	const {title, selector, uplink} = policy;
	const traffic = display(trafficText(selector, document, index === 0 ? 'everything' : 'everything else'));
	const group = document.groups.find(({id}) => id === uplink);
	const ways = waysOf(document, uplink).map((one) => display(one.title));
	const shares = percentages(group?.members ?? []);
	const way = ways[0] ?? 'the ordinary way';
	return [
		...(index === 0 ? [] : [[]]),
		[piece(display(capital(title)), 'heading')],
		bullet(
			group === undefined
				? `${ways.length === 0 ? 'The ordinary way, as before' : `Through ${way}`}: ${traffic}.`
				: `Shared by ${ways.map((name, at) => `${name} (${shares[at] ?? 0} %)`).join(', ')}: ${traffic}; ${group.method === 'equal' ? 'the router deals it out by addresses' : byClassifier[group.by]}.`,
		),
		...(ways.length === 0 ? [] : [bullet(downText(document, policy, way))]),
		...waivedOf(policy).map((family) => bullet(`Its IPv${family} part goes the ordinary way.`)),
	];
};

const failoverLines = (document: PolicyDocument, {uplinks, flush, back}: Failover): readonly Line[] => [
	...(document.policies.length === 0 ? [] : [[]]),
	[piece(`Lines in order for ${document.policies.length === 0 ? 'everything' : 'everything else'}`, 'heading')],
	bullet(`${uplinks.map((id) => display(document.uplinks.find((one) => one.id === id)?.title ?? id)).join(', then ')}: the first whose probe answers.`),
	...(flush ? [bullet('Connections of a line that died are forgotten, so that programs open new ones at once.')] : []),
	bullet(
		back === 'stay'
			? 'When an earlier line is back, what was opened meanwhile stays where it is until it ends.'
			: 'When an earlier line is back, everything returns to it at once.',
	),
];

/** What is wanted, as sentences: which traffic goes where, what happens when that way is down, and what stands besides. */
export const documentLines = (document: PolicyDocument): readonly Line[] => {
	const {policies, failover} = document;
	const ways = [
		...policies.flatMap((policy, index) => policyLines(document, policy, index)),
		...failover.flatMap((one) => failoverLines(document, one)),
		...(hasNoRest(document) || policies.length === 0 ? [] : [bullet('Everything else goes as it went before.')]),
	];
	const standing = standingLines(document);
	return [...ways, ...(ways.length > 0 && standing.length > 0 ? [[]] : []), ...standing];
};
