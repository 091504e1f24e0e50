import {expect, it} from 'vitest';
import {menuOfLine} from '../../../source/lab/console/menu.js';
import {loadSchema} from '../../../source/routeros/schema/index.js';

it.each([
	['', '/ip address', '/ip/address'],
	['/ip/address', '..', '/ip'],
	['/ip/address', '../firewall/mangle', '/ip/firewall/mangle'],
	['/ip', '/', ''],
	['/ip', 'fire man', '/ip/firewall/mangle'],
	['', '/ip address print', undefined],
	['', ':put x', undefined],
])('from %j, %j leads to %j', async (current, line, menu) => {
	expect(menuOfLine(await loadSchema({major: 7, minor: 20, patch: 0}), current, line)).toBe(menu);
});
