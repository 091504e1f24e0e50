import {expect, it} from 'vitest';
import {documentLines} from '../../source/presentation/index.js';
import type {Answers} from '../../source/scenario/index.js';
import {ofExample} from '../compiler/build.js';

const text = (id: string, change: Answers = {}): readonly string[] =>
	documentLines(ofExample(id, change).document).map((line) =>
		line
			.map((part) => part.text)
			.join('')
			.trim(),
	);

it.each<[string, readonly string[]]>([
	[
		'security-zones/house',
		[
			'Networks kept apart',
			'• guests (vlan20-guest): the Internet and no more; others reach them.',
			'• things (vlan30-tv, vlan40-cams): the Internet and no more; others reach them.',
			'',
			'Never to or from',
			'• 192.88.99.0/24, 198.18.0.0/15, 2001:db8:bad::/48: by no way at all.',
			'',
			'Scanners',
			'• Who tries 23, 445, 1433, 3306, 3389, 5900 from outside is kept out for 24 hours.',
		],
	],
	['vrf-tenant/studio', ['Tenant: Studio, ground floor', '• vlan50 (10.99.0.1/24, 2001:db8:1:50::1/64): the Internet by ether1, and of the house 192.168.88.30.']],
	['fast-path/studio', ['Faster', '• FastTrack for connections without a mark.', '• 10.0.10.0/24 and 10.0.20.0/24: not tracked between them.']],
	[
		'bandwidth-tiers/meetings',
		[
			'Bandwidth of pppoe-out1, 95/19 Mbit/s down/up',
			'• what comes first (Zoom, Microsoft Teams, Google Meet, 7 prefixes): served first, 40/8 Mbit/s for certain, 95/19 at most.',
			'• everything else: served second, 50/10 Mbit/s for certain, 95/19 at most.',
			'• what can wait (Steam, 192.168.88.60, 2001:db8:2:100::60): served third, 5/1 Mbit/s for certain, 60/10 at most.',
		],
	],
	['watch/nas', ['Watched', '• NAS (192.168.88.20): gone or back for about a minute, the log hears of it, and anna@example.com.']],
	[
		'safe-keeping/shop',
		[
			'Copies of the configuration',
			'• Every day at 04:30: export and backup, the last 14 of each kept; exports go to owner@example.com.',
			'',
			'A way in',
			"• 10.4.0.10, 2001:db8:4:100::10: always let in to the router's ports 22, 8291.",
		],
	],
])('%s is told in sentences', (id, wanted) => {
	expect(text(id)).toEqual(wanted);
});

it('tells a guarantee on a slow line', () => {
	expect(text('bandwidth-tiers/meetings', {speed: '2M/250k', 'first-rate': '400k/40k', 'last-rate': '1M/100k'})).toContain(
		'• what comes first (Zoom, Microsoft Teams, Google Meet, 7 prefixes): served first, 0.4/0.04 Mbit/s for certain, 1.9/0.24 at most.',
	);
});
