import type {Fragment} from '../compiler/fragment.js';
import {display} from '../diagnostics/index.js';
import type {Plan} from '../plan/types.js';
import type {PolicyDocument} from '../policy/document.js';
import type {Line} from './line.js';
import {piece} from './line.js';

const bullet = (text: string): Line => [piece('  • ', 'accent'), piece(text)];

/** What changes of a person's own settings: what a plan found to differ, or all that is wanted while there is no plan. */
const adjusted = ({adjustments}: Fragment, plan: Plan | undefined): Fragment['adjustments'] =>
	plan === undefined
		? adjustments
		: plan.changes.flatMap((change) => (change.kind === 'adjust' ? [{menu: change.menu, find: change.find, set: change.to, why: change.reason}] : []));

/** Each entry's reason, under the menu it goes into: why it is there, and what breaks without it. Equal reasons are told once. */
export const explanationLines = (fragment: Fragment, plan: Plan | undefined): readonly Line[] => {
	const reasons = new Map(fragment.explanations.map((explanation) => [explanation.owner, explanation]));
	const menus = [...new Set(fragment.entries.map(({menu}) => menu))];
	const told = menus.flatMap((menu): readonly Line[] => {
		const entries = fragment.entries.filter((entry) => entry.menu === menu);
		const texts = new Map<string, {readonly without: string; readonly count: number}>();
		for (const {owner} of entries) {
			const reason = owner === undefined ? undefined : reasons.get(owner);
			if (reason !== undefined) {
				texts.set(reason.why, {without: reason.without, count: (texts.get(reason.why)?.count ?? 0) + 1});
			}
		}

		return [
			[],
			[piece(display(menu), 'menu'), piece(`  ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`, 'dim')],
			...[...texts].flatMap(([why, {without, count}]) => [
				[piece('  '), piece(display(why)), ...(count > 1 ? [piece(`  (${count} entries)`, 'dim')] : [])],
				[piece(`    Without it: ${display(without)}`, 'dim')],
			]),
		];
	});
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
		[piece('What goes onto the router, and why', 'heading')],
		...told.slice(1),
	];
};

const quoted = (items: readonly string[], none: string): string => (items.length === 0 ? none : items.map(display).join(', '));

/** What is wanted, as sentences: which traffic goes where, and what happens when that way is down. */
export const documentLines = (document: PolicyDocument): readonly Line[] => {
	const uplinks = new Map(document.uplinks.map((uplink) => [uplink.id, uplink]));
	const lists = new Map(document.lists.map((list) => [list.id, list]));
	const networks = new Map(document.networks.map((network) => [network.id, network]));
	return document.policies.flatMap(({title, selector, uplink, whenDown, waived}): readonly Line[] => {
		const to = quoted(
			selector.to.map((id) => lists.get(id)?.title ?? id),
			'everything',
		);
		const from = quoted(selector.from.length > 0 ? selector.from : selector.networks.flatMap((id) => networks.get(id)?.interfaces ?? [id]), 'the whole network');
		const way = display(uplinks.get(uplink)?.title ?? uplink);
		return [
			[piece(display(title.charAt(0).toUpperCase() + title.slice(1)), 'heading')],
			bullet(`Traffic from ${from} to ${to} goes through ${way}.`),
			bullet(
				whenDown.kind === 'block' ? `When ${way} is down, it is blocked: nothing of it leaves another way.` : `When ${way} is down, it goes the ordinary way until it is back.`,
			),
			...waived.map((family) => bullet(`Its IPv${family} part goes the ordinary way, as you said.`)),
			bullet('Everything else goes as it went before.'),
		];
	});
};
