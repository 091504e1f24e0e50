import type {Context} from './context.js';
import {routedFamilies} from './context.js';
import type {Adjustment} from './fragment.js';

/**
 * A strict reverse path filter drops whatever came in by another way than `main` would answer by: replies from every
 * uplink but the first (manual, IP Settings). A router that has it loose is told to stay so, or the next plan would differ.
 */
export const pathFilter = (context: Context): readonly Adjustment[] =>
	['strict', 'loose'].includes(context.facts.rpFilter ?? '') && context.document.uplinks.some((uplink) => routedFamilies(context, uplink).length > 0)
		? [
				{
					menu: '/ip/settings',
					find: {},
					set: {'rp-filter': 'loose'},
					why: 'A strict path filter drops every packet that comes in by another way than the main table would answer by: nothing but the first line would work.',
				},
			]
		: [];
