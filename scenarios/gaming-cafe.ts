import type {Policy, PolicyDocument, Selector, Uplink} from '../source/policy/index.js';
import {emptyDocument, validateDocument} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Diagnostic, LineAnswer, Result, Scenario} from '../source/scenario/index.js';
import {
	answerList,
	answerText,
	bystanders,
	display,
	dnsOf,
	dnsQuestionsFor,
	error,
	fail,
	hostsQuestion,
	linesIn,
	linesIpv6Question,
	linesQuestion,
	lineWeights,
	listing,
	note,
	ok,
	orderAlong,
	parseTraffic,
	prefixesQuestion,
	probesQuestion,
	sourcePolicies,
	uplinksOf,
	waivedBy,
} from '../source/scenario/index.js';
import {examples} from './examples/gaming-cafe.js';

/** What is played. */
const games = listing({prefix: 'game-', section: 'Games', services: 'Games and stores', destinations: 'Other game servers'});

const isPlayed = (answers: Answers): boolean => ['game-services', 'game-destinations', 'game-ports'].some((id) => answerList(answers, id).length > 0);

const gameLines = (answers: Answers): readonly LineAnswer[] => linesIn(answers).filter(({name}) => name !== answerText(answers, 'rest'));

const roles = (lines: readonly LineAnswer[]): readonly Diagnostic[] =>
	lines.some(({speed}) => speed === undefined) ? [note('equal-players', 'Without speeds, players are spread evenly over the lines for games.', {field: 'lines'})] : [];

const build = (answers: Answers, {partId, facts, attachments}: BuildContext): Result<Built> => {
	const id = (item: string): string => `${partId}.${item}`;
	const uplinks = uplinksOf(answers, facts, id);
	const lines = linesIn(answers);
	const on = ({name}: LineAnswer): readonly Uplink[] => uplinks.filter((_uplink, index) => lines[index]?.name === name);
	const played = gameLines(answers).flatMap(on);
	const [rest] = lines.filter(({name}) => name === answerText(answers, 'rest')).flatMap(on);
	const [first, second] = played;
	if (first === undefined || rest === undefined) {
		return fail(error('no-such-line', 'One line carries the rest, and at least one other the games.', {field: 'rest'}));
	}

	if (!isPlayed(answers)) {
		return fail(error('nothing-played', 'Nothing says what the games are.', {hint: 'Choose a store or game, or name servers or ports.', field: 'game-services'}));
	}

	const weights = lineWeights(gameLines(answers));
	const waived = waivedBy(answers);
	const list = games.list(answers, id('games'), attachments, 'game servers');
	const isListed = list.prefixes.length + list.domains.length > 0;
	const way = second === undefined ? first.id : id('all');
	const play = (item: string, title: string, selector: Partial<Selector>): Policy => ({
		id: id(item),
		title,
		selector: {to: [], from: [], networks: [id('lan')], ...selector},
		uplink: way,
		whenDown: {kind: 'fall-back', to: rest.id},
		waived,
	});
	const document: PolicyDocument = {
		...emptyDocument,
		networks: [{id: id('lan'), interfaces: answerList(answers, 'networks')}],
		uplinks: [...uplinks, ...bystanders(answers, facts, id)],
		lists: isListed ? [list] : [],
		groups:
			second === undefined
				? []
				: [
						{
							id: id('all'),
							title: 'the lines for games',
							members: played.map((uplink, index) => ({uplink: uplink.id, weight: weights[index] ?? 1})),
							method: 'share',
							by: 'source',
							whenDown: 'redistribute',
						},
					],
		policies: [
			...sourcePolicies(uplinks, id('lan'), {kind: 'fall-back'}),
			...(isListed ? [play('play', 'games, each player by one line', {to: [list.id]})] : []),
			...answerList(answers, 'game-ports').flatMap((text, index) => {
				const traffic = parseTraffic(text);
				return traffic.ok ? [play(`ports-${index + 1}`, `games on ${display(text.trim())}`, traffic.value)] : [];
			}),
			{...play('rest', `everything else by ${rest.title}`, {}), uplink: rest.id, whenDown: {kind: 'fall-back', to: first.id}},
		],
		failover: [orderAlong(id('order'), [rest, ...played])],
		dns: dnsOf(answers, attachments, games.hasNames),
	};
	// A line of ports that an earlier one leaves nothing of is said where it was written.
	const shadowed = validateDocument(document).filter(({code}) => code === 'policy-shadowed' || code === 'policies-same');
	const written = answerList(answers, 'game-ports').map((_, index) => id(`ports-${index + 1}`));
	return shadowed.length === 0
		? ok({document, secrets: new Map(), warnings: []})
		: fail(
				...shadowed.map((problem) => {
					const line = written.indexOf(problem.field ?? '');
					return line === -1 ? problem : {...problem, field: `game-ports[${line}]`};
				}),
			);
};

export const gamingCafe: Scenario = {
	id: 'gaming-cafe',
	title: 'An internet café',
	summary: 'Players are spread over the lines for games, each on one of them; downloads and everything else take another line.',
	group: 'Several lines',
	guide: 'Scenario 2: The "Gaming Café Load Balancer"',
	about: [
		'What goes to the chosen games is shared between the lines for games by the player’s address: all of one player’s games go by one line, so that a match never sees two addresses of them, and a download elsewhere does not fill that line.',
		'Stores and logins are known by their names, matches often only by their ports: servers of matches are rented anywhere. So name the ports of what is played, beside the stores.',
		'Big downloads of the same stores come from the same names as the games do: a new release fills the lines for games, too. A cache for them in the café helps more than a second line.',
		'While a line is dead, its players take the next one, and in the end the line for the rest. What comes in by a line is answered by that line. Connections with a mark cannot take the fast path (FastTrack).',
	],
	fields: [
		linesQuestion({
			least: 2,
			withSpeeds: true,
			help: 'All of them, one a line: its interface, and what it is sold with in Mbit/s, down/up, such as ether1 100/20. For PPPoE name the PPPoE interface.',
			remarks: roles,
		}),
		{
			id: 'rest',
			kind: 'choice',
			section: 'Lines',
			title: 'Line for everything else',
			help: 'Downloads, videos and pages take this one and leave the others to the games. A fast line, whatever its delay.',
			choices: (answers) => linesIn(answers).map(({name}) => ({value: name, title: display(name)})),
			fromRouter: true,
			suggest: (answers) => {
				const last = linesIn(answers).at(-1);
				return last === undefined ? undefined : {value: last.name, because: 'it is the last that you named'};
			},
			check: (value, answers) =>
				linesIn(answers).some(({name}) => name === value)
					? []
					: [error('no-such-line', `${display(String(value))} is none of the lines.`, {hint: 'Name it among the lines first.', field: 'rest'})],
		},
		{...hostsQuestion, title: 'Where are the players?'},
		...games.questions,
		{
			id: 'game-ports',
			kind: 'lines',
			section: 'Games',
			title: 'Ports of games',
			help: 'A protocol and ports a line, as the makers of the games name them: udp 27000-27100 for Valve’s. No ports of the web: downloads use those, too.',
			placeholder: 'udp 27000-27100',
			optional: true,
			check: (_value, answers) =>
				answerList(answers, 'game-ports').flatMap((text, index) => {
					const traffic = parseTraffic(text);
					return traffic.ok ? [] : traffic.diagnostics.map((problem) => ({...problem, field: `game-ports[${index}]`}));
				}),
		},
		probesQuestion(),
		...dnsQuestionsFor(games.hasNames).filter(({id}) => id !== 'resolver'),
		linesIpv6Question,
		prefixesQuestion,
	],
	examples,
	build,
};
