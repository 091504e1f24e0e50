import {resolve} from 'node:path';
import {expect, it} from 'vitest';
import {storeDirectory, widthOf} from '../../source/commands/process-context.js';

it.each([
	[{isTTY: true, columns: 80}, 80],
	// Wrapped at none, a sentence would become a column of letters.
	[{isTTY: true, columns: 0}, undefined],
	[{isTTY: false, columns: 80}, undefined],
])('the width of %j is %s', (stream, width) => {
	expect(widthOf(stream)).toBe(width);
});

it.each([
	['linux', {}, '/home/eve', '/home/eve/.config/detour'],
	['freebsd', {XDG_CONFIG_HOME: '/etc/eve'}, '', '/etc/eve/detour'],
	['linux', {XDG_CONFIG_HOME: 'here'}, '/home/eve', '/home/eve/.config/detour'],
	['linux', {DETOUR_HOME: 'here', XDG_CONFIG_HOME: '/etc/eve'}, '', resolve('here')],
	['darwin', {XDG_CONFIG_HOME: '/etc/eve'}, '/Users/eve', '/Users/eve/Library/Preferences/detour'],
	['linux', {XDG_CONFIG_HOME: ''}, '', ''],
])('on %s with %j and the home "%s" keeps what it keeps in "%s"', (platform, environment, home, directory) => {
	expect(storeDirectory(environment, platform, home)).toBe(directory);
});
