import type {Family} from '../net/index.js';
import type {Classifier} from '../policy/index.js';
import type {Context} from './context.js';
import {named, treatmentOf} from './context.js';
import type {Row} from './mangle-row.js';
import {firstPacket, markConnection} from './mangle-row.js';

const classifiers: Readonly<Record<Classifier, string>> = {source: 'src-address', pair: 'both-addresses', connection: 'both-addresses-and-ports'};

/** The shares of a group: a hash of the packet falls into exactly one of as many buckets as the weights add up to (law L11). */
export const shares = (context: Context, family: Family): readonly Row[] =>
	context.document.groups
		.filter(({id, method}) => method === 'share' && context.document.policies.some((policy) => policy.uplink === id && treatmentOf(context, policy, family) === 'routed'))
		.flatMap((group) => {
			const buckets = group.members.flatMap(({uplink: id, weight}) =>
				context.document.uplinks.filter((uplink) => uplink.id === id && uplink.carries[family]).flatMap((uplink) => Array.from({length: weight}, () => uplink)),
			);
			return buckets.map((uplink, index): Row => {
				const weight = buckets.filter((other) => other === uplink).length;
				return {
					id: group.id,
					role: `share-${index + 1}`,
					properties: {
						chain: named(context, group.id),
						...firstPacket,
						...(buckets.length === 1 ? {} : {'per-connection-classifier': `${classifiers[group.by]}:${buckets.length}/${index}`}),
						...markConnection(named(context, uplink.id)),
					},
					note: `share ${index + 1} of ${buckets.length}: ${uplink.title}`,
					why: `${uplink.title} gets ${weight} of ${buckets.length} shares of the new connections.`,
					without: 'This share of the new connections would go as before, by one line.',
				};
			});
		});
