import type {PolicyDocument} from '../source/policy/index.js';
import {emptyDocument} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Result, Scenario} from '../source/scenario/index.js';
import {
	answerList,
	answerText,
	dnsOf,
	dnsQuestions,
	error,
	fail,
	fallsBack,
	ipv6Question,
	listingQuestions,
	listOf,
	ok,
	senderQuestions,
	sourcesOf,
	tunnelOf,
	tunnelQuestions,
	tunnelUplink,
	whenDownQuestions,
} from '../source/scenario/index.js';
import {examples} from './examples/vpn-split-tunnel.js';

const build = (answers: Answers, context: BuildContext): Result<Built> => {
	const id = (item: string): string => `${context.partId}.${item}`;
	const tunnel = tunnelOf(answers, id('vpn'), context);
	if (!tunnel.ok) {
		return tunnel;
	}

	const list = listOf(answers, id('dst'), context.attachments);
	if (list.prefixes.length + list.domains.length === 0) {
		return fail(
			error('nothing-listed', 'Nothing is listed to go through the tunnel.', {hint: 'Choose a service, or name an address, a prefix or a domain.', field: 'destinations'}),
		);
	}

	const {title, conf} = tunnel.value;
	const {uplink, warnings} = tunnelUplink(answers, id('vpn'), tunnel.value, context);
	const document: PolicyDocument = {
		...emptyDocument,
		networks: [{id: id('lan'), interfaces: answerList(answers, 'networks')}],
		uplinks: [uplink],
		lists: [list],
		policies: [
			{
				id: id('use'),
				title: `listed traffic goes through ${title}`,
				selector: {to: [list.id], from: sourcesOf(answers), networks: [id('lan')]},
				uplink: id('vpn'),
				whenDown: {kind: fallsBack(answers) ? 'fall-back' : 'block'},
				waived: answerText(answers, 'ipv6') === 'leave' ? [6] : [],
			},
		],
		dns: dnsOf(answers, context.attachments),
	};
	return ok({document, secrets: conf?.secrets ?? new Map(), warnings});
};

export const vpnSplitTunnel: Scenario = {
	id: 'vpn-split-tunnel',
	title: 'Some traffic through a VPN',
	summary: 'Listed services, addresses and names go through a tunnel; everything else goes as before.',
	group: 'VPN and privacy',
	guide: 'What We’re Building',
	about: [
		'The first packet of each connection decides: when its destination is on the list, the connection is marked, and marked packets are looked up in a routing table of their own that leads into the tunnel. Replies come back the same way.',
		'Networks that the router reaches by itself, the router’s own traffic and the tunnel’s own packets stay out of it. FastTrack stays on for everything that is not marked.',
		'IPv6 is treated like IPv4: through the tunnel where it can carry it, refused or left alone, as you choose, where it cannot.',
	],
	fields: [...tunnelQuestions, ...listingQuestions, ...senderQuestions, ...whenDownQuestions, ...dnsQuestions, ipv6Question],
	examples,
	build,
};
