import {addressFamily, mergePrefixes} from '../net/index.js';
import type {Context} from './context.js';
import type {Adjustment} from './fragment.js';
import type {Own} from './own.js';

/** Who may read the router's counters: a community with addresses of its own. */
export const communities = (context: Context): readonly Own[] =>
	context.document.upkeep.monitors.map(({id, community, from}) => ({
		id,
		role: 'community',
		family: 4,
		menu: '/snmp/community',
		properties: {
			name: community,
			addresses: mergePrefixes(from.filter((prefix) => context.families.includes(addressFamily(prefix)))).join(','),
			'read-access': 'yes',
			'write-access': 'no',
		},
		note: 'reads counters',
		why: 'Whoever knows this name and asks from these addresses may read; nobody may write.',
		without: 'Nothing could draw graphs of the router.',
	}));

/** SNMP is turned on, and the community that every router is sold with is turned off. */
export const monitorAdjustments = ({document}: Context): readonly Adjustment[] =>
	document.upkeep.monitors.slice(0, 1).flatMap(({contact, location}): readonly Adjustment[] => [
		{
			menu: '/snmp/community',
			find: {default: 'yes'},
			set: {disabled: 'yes'},
			why: 'Every router has the community "public", open to all addresses: left on, strangers could read, too.',
		},
		{
			menu: '/snmp',
			find: {},
			set: {enabled: 'yes', ...(contact === '' ? {} : {contact}), ...(location === '' ? {} : {location})},
			why: 'SNMP is off until it is turned on; without it nothing answers.',
		},
	]);
