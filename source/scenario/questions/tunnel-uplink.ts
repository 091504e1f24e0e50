import type {Diagnostic} from '../../diagnostics/index.js';
import type {Id, TunnelKind, Uplink} from '../../policy/index.js';
import type {WireguardConf} from '../importers/wireguard-conf.js';
import type {Answers, BuildContext} from '../types.js';
import type {NamesListed} from './dns.js';
import {resolverOf} from './dns.js';
import {carriedBy} from './tunnel.js';
import {fallsBack, probesOf} from './when-down.js';

type Tunnel = {readonly kind: TunnelKind; readonly title: string; readonly conf?: WireguardConf};

/** The chosen tunnel as an uplink for what is listed: probed where traffic falls back, asked for names where they are followed. */
export const tunnelUplink = (
	answers: Answers,
	id: Id,
	{kind, title, conf}: Tunnel,
	{facts, attachments}: BuildContext,
	hasNames?: NamesListed,
): {readonly uplink: Uplink; readonly warnings: readonly Diagnostic[]} => {
	const carries = carriedBy(answers, facts, attachments);
	const {resolver, warnings} = resolverOf(answers, conf, carries, attachments, hasNames);
	const uplink: Uplink = {
		id,
		title,
		kind,
		...(fallsBack(answers) ? {probe: probesOf(answers, carries)} : {}),
		...(resolver === undefined ? {} : {resolver}),
		nat: {4: true, 6: true},
		carries,
	};
	return {uplink, warnings};
};
