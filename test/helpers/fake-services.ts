import type {Fragment} from '../../source/compiler/fragment.js';
import type {Diagnostic, Result} from '../../source/diagnostics/index.js';
import {error, fail, ok, Secret} from '../../source/diagnostics/index.js';
import type {Facts} from '../../source/facts/index.js';
import {parseDomainName, parseInterfaceAddress, parseIp, parsePrefix} from '../../source/net/index.js';
import type {ApplyEvent, Edit, Plan} from '../../source/plan/types.js';
import type {PolicyDocument} from '../../source/policy/document.js';
import {emptyDocument} from '../../source/policy/document.js';
import type {Piece} from '../../source/presentation/line.js';
import type {PlanProofs, Verdict} from '../../source/proof/index.js';
import type {Entry} from '../../source/routeros/model/configuration.js';
import type {Draft, Profile, ProfileRouter, Scenario} from '../../source/scenario/types.js';
import type {Trace} from '../../source/simulator/index.js';
import type {Compiled, Connection, SavedProfile, Services} from '../../source/ui/services.js';

const prefix = (text: string) => {
	const result = parsePrefix(text);
	if (result === undefined) {
		throw new Error(`not a prefix: ${text}`);
	}

	return result;
};

const address = (text: string) => {
	const result = parseInterfaceAddress(text);
	if (result === undefined) {
		throw new Error(`not an address: ${text}`);
	}

	return result;
};

const domain = (text: string) => {
	const result = parseDomainName(text);
	if (result === undefined) {
		throw new Error(`not a name: ${text}`);
	}

	return result;
};

/** A home router, made by hand. */
export const homeFacts: Facts = {
	source: 'router',
	release: {major: 7, minor: 20, patch: 8},
	version: '7.20.8 (stable)',
	identity: 'attic',
	board: 'hAP ax2',
	architecture: 'arm64',
	serial: 'HFG0ABCDEF1',
	interfaces: [
		{name: 'ether1', type: 'ether', running: true, disabled: false, slave: false},
		{name: 'bridge', type: 'bridge', running: true, disabled: false, slave: false},
		{name: 'wg-vpn', type: 'wg', running: true, disabled: false, slave: false},
	],
	interfaceLists: {LAN: ['bridge'], WAN: ['ether1']},
	addresses: [{address: address('192.168.88.1/24'), interface: 'bridge', dynamic: false}],
	routes: [{destination: prefix('0.0.0.0/0'), gateway: '203.0.113.1', table: 'main', distance: 1, dynamic: true, active: true, origin: 'dhcp'}],
	wireguardPeers: [],
	ipv6Enabled: true,
	dns: {servers: ['203.0.113.53'], allowRemoteRequests: true},
	fasttrack: {4: true, 6: false},
};

const sampleDocument = (part: string, services: readonly string[], addresses: readonly string[]): PolicyDocument => ({
	...emptyDocument,
	networks: [{id: `${part}.lan`, interfaces: ['bridge']}],
	uplinks: [{id: `${part}.vpn`, title: 'wg-vpn', kind: {kind: 'interface', name: 'wg-vpn'}, nat: {4: true, 6: true}, carries: {4: true, 6: true}}],
	lists: [
		...services.map((service) => {
			const title = `${service[0]?.toUpperCase() ?? ''}${service.slice(1)}`;
			return {id: `${part}.${service}`, title, prefixes: [], domains: [{name: domain(`${service}.com`), subdomains: true, label: title}]};
		}),
		...(addresses.length === 0
			? []
			: [{id: `${part}.own`, title: `${addresses.length} own ${addresses.length === 1 ? 'address' : 'addresses'}`, prefixes: addresses.map(prefix), domains: []}]),
	],
	policies: [
		{
			id: `${part}.use`,
			title: 'Listed traffic through the tunnel',
			selector: {to: [...services.map((service) => `${part}.${service}`), ...(addresses.length === 0 ? [] : [`${part}.own`])], from: [], networks: [`${part}.lan`]},
			uplink: `${part}.vpn`,
			whenDown: {kind: 'block'},
			waived: [],
		},
	],
	killSwitches: [],
	shapings: [],
	dns: {mode: 'forward', redirect: true, exempt: [], extraTime: 3600},
});

/** A small preset with one question of each kind. */
export const sampleScenario: Scenario = {
	id: 'sample',
	title: 'Some traffic through a tunnel',
	summary: 'What you list goes through the tunnel, the rest as before.',
	group: 'VPN and privacy',
	guide: 'none',
	about: ['Chosen services and addresses leave through the tunnel.', 'When it is down they are blocked.'],
	fields: [
		{
			id: 'tunnel',
			kind: 'choice',
			title: 'Which tunnel?',
			help: 'The interface that leads into the VPN.',
			choices: (_answers, facts) => [
				...facts.interfaces.filter(({type}) => type === 'wg').map(({name}) => ({value: name, title: name, help: 'A WireGuard interface of this router.'})),
				{value: 'conf', title: 'From a file', help: 'A WireGuard configuration of your provider.'},
				{value: 'lte1', title: 'lte1', disabled: 'this router has no such interface'},
			],
			suggest: () => ({value: 'wg-vpn', because: 'it is the only tunnel of this router.'}),
		},
		{id: 'conf', kind: 'file', title: 'The file', help: 'Its path on this computer.', placeholder: '~/vpn.conf', visible: (answers) => answers.tunnel === 'conf'},
		{
			id: 'services',
			kind: 'choices',
			title: 'Which services?',
			help: 'Their names and addresses are kept up to date by the router itself.',
			optional: true,
			choices: () => ['netflix', 'youtube', 'zoom', 'steam', 'spotify', 'twitch', 'github', 'slack'].map((value) => ({value, title: value[0]?.toUpperCase() + value.slice(1)})),
		},
		{
			id: 'destinations',
			kind: 'lines',
			title: 'Which addresses?',
			help: 'Prefixes, one a line.',
			placeholder: '198.51.100.0/24',
			optional: true,
			check: (value) =>
				(Array.isArray(value) ? value : []).flatMap((line: string, index: number): readonly Diagnostic[] =>
					parsePrefix(line) === undefined && !line.startsWith('@')
						? [error('not-a-prefix', `${line} is no prefix.`, {hint: 'For example 198.51.100.0/24', field: `destinations[${index}]`})]
						: [],
				),
		},
		{id: 'redirect', kind: 'confirm', title: 'Redirect DNS?', help: 'So that the lists fill.', suggest: () => ({value: true, because: 'names need it.'})},
	],
	examples: [],
	build: (answers, {partId}) => {
		const services = Array.isArray(answers.services) ? answers.services : [];
		const addresses = Array.isArray(answers.destinations) ? answers.destinations : [];
		const wrong = addresses.findIndex((line: string) => parsePrefix(line) === undefined);
		return wrong >= 0
			? fail(error('not-a-prefix', `${addresses[wrong]} is no prefix.`, {field: `destinations[${wrong}]`}))
			: services.length + addresses.length === 0
				? fail(error('nothing-listed', 'Nothing is listed.', {field: 'services'}))
				: ok({document: sampleDocument(partId, services, addresses), secrets: new Map(), warnings: []});
	},
};

const entry = (menu: Entry['menu'], owner: string, comment: string, properties: Entry['properties']): Entry => ({
	menu,
	selector: {kind: 'row'},
	properties,
	disabled: false,
	comment: `${owner} ${comment}`,
	owner,
});

/** A few entries of the kinds that the compiler makes, and `rules` marking rules. */
export const sampleEntries = (id: string, rules = 2): readonly Entry[] => [
	entry('/routing/table', `detour:${id}:p1.vpn.table.4`, 'Own table for the tunnel', {name: `detour-${id}-vpn`, fib: ''}),
	entry('/ip/route', `detour:${id}:p1.vpn.default.4`, 'All of it into the tunnel', {'dst-address': '0.0.0.0/0', gateway: 'wg-vpn', 'routing-table': `detour-${id}-vpn`}),
	...Array.from({length: rules}, (_, index) =>
		entry('/ip/firewall/mangle', `detour:${id}:p1.vpn-${index}.mark.4`, 'Marks new connections to the lists', {
			chain: `detour-${id}`,
			action: 'mark-connection',
			'connection-state': 'new',
			'connection-mark': 'no-mark',
			'dst-address-list': `detour-${id}-netflix`,
			'new-connection-mark': `detour-${id}-vpn`,
			passthrough: 'yes',
		}),
	),
];

const compiledOf = (profile: Profile, rules: number): Result<Compiled> => {
	// As one answers for the whole: the sample's parts all use one tunnel, and would not merge.
	const results = profile.parts.map(({id, answers}) => ({id, result: sampleScenario.build(answers, {partId: id, facts: homeFacts, attachments: {}})}));
	const failed = results.find(({result}) => !result.ok);
	const built = failed?.result ?? results[0]?.result;
	if (built === undefined || !built.ok) {
		const place = results.length === 1 ? '' : `${failed?.id ?? ''}: `;
		return built === undefined ? fail(error('no-parts', 'There is no part.')) : fail(...built.diagnostics.map((one) => ({...one, field: `${place}${one.field ?? ''}`})));
	}

	const entries = sampleEntries(profile.id, rules);
	const fragment: Fragment = {
		profile: profile.id,
		entries,
		adjustments: [{menu: '/ip/dns', find: {}, set: {'allow-remote-requests': 'yes'}, why: 'The router must answer the network, or the lists stay empty.'}],
		secrets: [],
		volatile: [],
		explanations: entries.map(({owner = '', comment}) => ({owner, why: comment.slice(owner.length + 1), without: 'the listed traffic goes its ordinary way'})),
		assumptions: [],
		warnings: [{code: 'no-probe', severity: 'warning', message: 'The death of the tunnel is not noticed.', hint: 'Give a host to probe.'}],
	};
	const script = [
		'# made by Detour',
		...entries.map(
			({menu, properties}) =>
				`${menu}/add ${Object.entries(properties)
					.map(([name, value]) => (value === '' ? name : `${name}=${value}`))
					.join(' ')}`,
		),
	].join('\n');
	return ok({document: built.value.document, fragment, script, warnings: []});
};

/** The plan that adds all entries of a profile. */
export const samplePlan = (id: string, rules = 2): Plan => ({
	profile: id,
	changes: sampleEntries(id, rules).map((added) => ({kind: 'add', menu: added.menu, entry: added, reason: 'not there yet'})),
	baseHash: 'a',
	wantHash: 'b',
	menus: ['/routing/table', '/ip/route', '/ip/firewall/mangle'],
	drift: [],
	volatile: [],
});

export type FakeOptions = {
	readonly profiles?: readonly SavedProfile[];
	readonly draft?: Draft;
	readonly sshHosts?: Awaited<ReturnType<Services['sshHosts']>>;
	readonly files?: Readonly<Record<string, string>>;
	/** What connecting asks, before it succeeds. */
	readonly password?: string;
	/** The key is new: what the person's own `ssh` knows of it, or nothing. */
	readonly hostKey?: {readonly told?: Piece};
	/** Refused with this. */
	readonly refuses?: Diagnostic;
	readonly isEmptyPlan?: boolean;
	readonly rules?: number;
	readonly checksPass?: boolean;
	/** What becomes of one of the claims. */
	readonly claims?: Verdict['status'];
	/** What else of the plan wants consent. */
	readonly risks?: readonly string[];
	/** Rows that stand otherwise on the router. */
	readonly edits?: readonly Edit[];
	/** There is a plan only where just these rows stay. */
	readonly plansWith?: readonly string[];
	readonly facts?: Facts;
};

const host = (text: string) => {
	const result = parseIp(text);
	if (result === undefined) {
		throw new Error(`not an address: ${text}`);
	}

	return result;
};

const markRule = {menu: '/ip/firewall/mangle', position: 3, chain: 'detour-pre', action: 'mark-routing', comment: 'detour:home:p1.vpn.route.4 into the tunnel'} as const;

const sampleTrace = (to: string, out: string): Trace => {
	const packet = {from: host('192.168.88.10'), to: host(to), protocol: 'tcp', fromPort: 50_000, toPort: 443, inInterface: 'bridge'} as const;
	return {
		packet,
		ways: [
			{
				packet,
				inInterface: 'bridge',
				steps: [
					{stage: 'mangle', chain: 'prerouting', action: 'mark-routing', detail: 'Marked for the table detour-vpn.', rule: markRule},
					{stage: 'routing', action: 'route', detail: `0.0.0.0/0 by ${out}.`},
				],
				disposition: {kind: 'leaves-by', interface: out},
				end: packet,
				isFasttracked: false,
				choices: [],
				share: 1,
				notes: [],
			},
		],
	};
};

const sampleProofs = (status: Verdict['status']): PlanProofs => {
	const claim = (id: string, sentence: string, to: string) => ({
		id,
		sentence,
		policy: 'p1.use',
		family: 4 as const,
		packet: sampleTrace(to, 'wg-vpn').packet,
		down: [],
		silent: [],
		removed: [],
		names: {},
		expect: {kind: 'leaves-by' as const, uplink: 'vpn', natted: true},
	});
	const last = {claim: claim('p1.use.down-vpn.netflix.com.4', 'While wg-vpn is down, netflix.com goes nowhere (IPv4).', '203.0.113.5')};
	return {
		claims: [
			{claim: claim('p1.use.up.netflix.com.4', 'netflix.com goes through wg-vpn (IPv4).', '203.0.113.5'), trace: sampleTrace('203.0.113.5', 'wg-vpn'), status: 'held', why: ''},
			{claim: claim('p1.use.up.zoom.us.4', 'zoom.us goes through wg-vpn (IPv4).', '203.0.113.6'), trace: sampleTrace('203.0.113.6', 'wg-vpn'), status: 'held', why: ''},
			status === 'held'
				? {...last, trace: sampleTrace('203.0.113.5', 'wg-vpn'), status, why: ''}
				: {
						...last,
						trace: sampleTrace('203.0.113.5', 'ether1'),
						status,
						why: status === 'failed' ? 'The first packet leaves by ether1' : 'The first packet cannot be followed',
						rule: markRule,
					},
		],
		lockOut: {status: 'held', why: '', sentence: 'Your own session from 192.168.88.7 still reaches the router.', trace: sampleTrace('192.168.88.1', 'bridge')},
	};
};

/** Services without an outside world. They remember what was asked of them. */
export const fakeServices = (options: FakeOptions = {}) => {
	const log: string[] = [];
	const saved: Profile[] = [];
	let profiles = options.profiles ?? [];
	let draft = options.draft;
	let planned: Plan | undefined;
	const scripts: string[] = [];
	const applied: Profile[] = [];
	const labRouter: ProfileRouter = {host: '127.0.0.1', port: 2222, user: 'admin'};
	const facts = options.facts ?? homeFacts;

	const connection = (router: ProfileRouter, made: AbortSignal): Connection => ({
		facts,
		fingerprint: 'SHA256:abc',
		isLab: router.host === '127.0.0.1',
		plan: async (profile, _attachments, _signal, kept = []) => {
			const compiled = compiledOf(profile, options.rules ?? 2);
			const plan = samplePlan(profile.id, options.rules);
			log.push(...kept.map((row) => `keep ${row}`));
			planned = options.isEmptyPlan === true ? {...plan, changes: []} : plan;
			const edits = (options.edits ?? []).map((edit) => ({...edit, isKept: kept.includes(edit.row)}));
			if (options.plansWith !== undefined && options.plansWith.join() !== kept.join()) {
				return {...fail(error('taken', 'Another row has that name.')), edits};
			}

			return compiled.ok
				? ok({
						plan: planned,
						edits,
						compiled: compiled.value,
						proofs: sampleProofs(options.claims ?? 'held'),
						risks: options.risks ?? [],
					})
				: compiled;
		},
		async *apply({reviewed, confirmWithin, despite, decide, signal}): AsyncIterable<ApplyEvent> {
			log.push(`apply ${confirmWithin}${despite === undefined ? '' : ` despite ${despite}`}`);
			applied.push(reviewed.profile);
			if (reviewed.plan !== planned) {
				throw new Error('another plan was made since');
			}

			// Connecting anew is done with what the first connection was made with.
			made.throwIfAborted();
			yield {type: 'step', step: 'lock', status: 'started'};
			yield {type: 'step', step: 'lock', status: 'done'};
			yield {type: 'step', step: 'arm', status: 'done'};
			yield {type: 'armed', change: 'c1', deadline: 500, left: confirmWithin};
			yield {type: 'step', step: 'apply', status: 'started'};
			yield {type: 'progress', done: 3, total: 4};
			yield {type: 'step', step: 'apply', status: 'done'};
			if (signal.aborted) {
				yield {type: 'outcome', outcome: 'undone', message: 'You stopped it.'};
				return;
			}

			yield {type: 'step', step: 'verify', status: 'started'};
			yield {type: 'check', name: 'plan again is empty', status: 'passed'};
			yield {type: 'check', name: 'tunnel answers', status: options.checksPass === false ? 'unknown' : 'passed'};
			yield {type: 'step', step: 'verify', status: 'done'};
			yield {type: 'countdown', left: confirmWithin - 1};
			const answer = await decide({type: 'keep', left: confirmWithin - 1, checksPassed: options.checksPass !== false});
			log.push(`decided ${answer}`);
			yield answer === 'keep' ? {type: 'outcome', outcome: 'kept', message: ''} : {type: 'outcome', outcome: 'undone', message: 'You asked for it.'};
		},
		close: async () => {
			log.push('close');
		},
	});

	const services: Services = {
		scenarios: async () => [sampleScenario],
		profiles: {
			list: async () => ({profiles, notices: []}),
			save: async (profile, applied) => {
				log.push(`save ${profile.name}${applied === true ? ' applied' : ''}`);
				saved.push(profile);
			},
			remove: async (id) => {
				log.push(`remove ${id}`);
				profiles = profiles.filter(({profile}) => profile.id !== id);
			},
			rename: async (id, name) => {
				const isTaken = profiles.some(({profile}) => profile.id !== id && profile.name === name);
				profiles = isTaken ? profiles : profiles.map((saved) => (saved.profile.id === id ? {...saved, profile: {...saved.profile, name}} : saved));
				return isTaken ? fail(error('profile-name-taken', `There is a profile ${name} already.`)) : ok(undefined);
			},
			copy: async (id, name) => {
				profiles = [...profiles, ...profiles.filter(({profile}) => profile.id === id).map(({profile}) => ({profile: {...profile, id: `${name}-copy`, name}}))];
				return ok(undefined);
			},
			newId: (name) => `${name}-x7k2`,
			draft: async () => draft,
			saveDraft: async (kept) => {
				log.push(`draft ${kept.field}`);
				draft = kept;
			},
			clearDraft: async () => {
				log.push('clear draft');
				draft = undefined;
			},
		},
		sshHosts: async () => options.sshHosts ?? [],
		startLab: async () => ({router: labRouter, password: new Secret('lab')}),
		connect: async (router, {password, ask, onProgress, signal}) => {
			onProgress(`Reaching ${router.host}`);
			if (options.refuses !== undefined) {
				return fail(options.refuses);
			}

			if (options.hostKey !== undefined) {
				const answer = await ask({type: 'host-key', host: router.host, fingerprint: 'SHA256:abcdef', keyType: 'ssh-ed25519', ...options.hostKey});
				if (answer.type !== 'accept') {
					return fail(error('host-key-refused', 'You did not trust the key.'));
				}
			}

			for (let attempt = 1; options.password !== undefined && password === undefined; attempt++) {
				const answer = await ask({type: 'password', user: router.user, host: router.host, attempt});
				if (answer.type !== 'password') {
					return fail(error('no-password', 'No password was given.'));
				}

				if (answer.password.reveal() === options.password) {
					break;
				}
			}

			onProgress('Looking around');
			log.push(`connected ${router.host}`);
			return ok(connection(router, signal));
		},
		assumedFacts: (release) => ({...facts, source: 'assumed', version: release, identity: ''}),
		paths: async (typed) => Object.keys(options.files ?? {}).filter((path) => path.startsWith(typed)),
		attach: async (path) => {
			const text = options.files?.[path];
			return text === undefined ? fail(error('unreadable-file', `The file ${path} could not be read.`, {field: 'conf'})) : ok(text);
		},
		compile: async (profile) => compiledOf(profile, options.rules ?? 2),
		copy: async (text) => {
			log.push(`copied ${text.split('\n').length} lines`);
		},
		open: async (text, name, by) => {
			log.push(`opened ${text.split('\n').length} lines of ${name} in the ${by}`);
			return by === 'editor' ? ok(undefined) : fail(error('program-not-started', 'less could not be started.'));
		},
		scriptPath: async (name) => `/tmp/${name}.rsc`,
		saveScript: async (path, text) => {
			scripts.push(text);
			return ok(path);
		},
	};
	return {services, log, saved, scripts, applied, draft: () => draft};
};
