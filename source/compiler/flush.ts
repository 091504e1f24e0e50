import type {Family} from '../net/index.js';
import type {Failover, Uplink} from '../policy/index.js';
import {quoteString} from '../routeros/syntax/index.js';
import {behaviours} from '../routeros/versions/index.js';
import type {Context} from './context.js';
import {interfaceOf, menuOf, named} from './context.js';
import {inVrf} from './hops.js';
import type {Own} from './own.js';

/** Entries may be gone by the time they are to be removed: that is no trouble, and must not end the removal of the others. */
const removing = (family: Family, where: string): string => {
	const menu = menuOf(family, 'firewall/connection');
	return `:foreach c in=[${menu}/find where ${where}] do={ :do { ${menu}/remove $c } on-error={} }`;
};

/** An address at the head of the property, its port behind it; where IPv6 has one, it may stand in brackets. */
const startsWith: Readonly<Record<Family, string>> = {4: '("^" . $own . "(:|\\$)")', 6: '("^[[]?" . $own . "([]:/]|\\$)")'};

/** Connections that go by a line: those with its mark, and those that took its address (an interface may have several). */
const ofLine = (context: Context, uplink: Uplink, family: Family): string => {
	const addresses = menuOf(family, 'address');
	const forgets = removing(family, `reply-dst-address~${startsWith[family]}`);
	return [
		removing(family, `connection-mark="${named(context, uplink.id)}"`),
		`:foreach a in=[${addresses}/find where interface=${quoteString(interfaceOf(context, uplink))}] do={ :local own [${addresses}/get $a address]; :set own [:pick $own 0 [:find $own "/"]]; ${forgets} }`,
	].join('; ');
};

const marked = (context: Context, uplinks: readonly Uplink[], family: Family): string =>
	uplinks.map(({id}) => removing(family, `connection-mark="${named(context, id)}"`)).join('; ');

const flushesOf = (context: Context, {id, uplinks: ids, flush, back}: Failover, family: Family): readonly Own[] => {
	const uplinks = ids.flatMap((one) => context.document.uplinks.filter((uplink) => uplink.id === one && uplink.carries[family]));
	return uplinks.flatMap((uplink, index): readonly Own[] => {
		const host = uplink.probe?.[family];
		const spare = back === 'at-once' ? uplinks.slice(index + 1) : [];
		if (host === undefined || (!flush && spare.length === 0)) {
			return [];
		}

		return [
			{
				id: uplink.id,
				role: 'flush',
				family,
				menu: '/tool/netwatch',
				properties: {
					name: named(context, `${id}-${uplink.id.slice(uplink.id.indexOf('.') + 1)}${family === 6 ? '-6' : ''}`),
					host: inVrf(uplink, host),
					type: 'icmp',
					// Silent for 30 seconds, by when the routes have changed over: forgotten earlier, connections would open anew on the
					// dead line. And all pings of a probe: a line that hiccups must cost nobody a connection.
					interval: '35s',
					'packet-count': '10',
					'packet-interval': '3s',
					'thr-loss-percent': '99',
					'thr-avg': '5s',
					'thr-jitter': '5s',
					'thr-max': '5s',
					'thr-stdev': '5s',
					'startup-delay': '1m',
					...(behaviours(context.facts.release).watchFirstState ? {'ignore-initial-up': 'yes'} : {}),
					...(flush ? {'down-script': ofLine(context, uplink, family)} : {}),
					...(spare.length === 0 ? {} : {'up-script': marked(context, spare, family)}),
				},
				note: `forgets connections when ${uplink.title} dies`,
				why: `When ${host} has been silent for half a minute, connections by ${uplink.title} are forgotten${spare.length === 0 ? '' : ', and when it answers again, those by the lines behind it'}: programs open new ones at once, by the right line.`,
				without: 'Open connections would hang until their time is up.',
			},
		];
	});
};

/** Who forgets connections when lines change over, and changes back. */
export const flushes = (context: Context): readonly Own[] =>
	context.document.failover.flatMap((failover) => context.families.flatMap((family) => flushesOf(context, failover, family)));
