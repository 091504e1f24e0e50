/** Policies of a script or scheduler in the router's own order, as exports of 7.x print them. */
export const scriptPolicies = ['ftp', 'reboot', 'read', 'write', 'policy', 'test', 'password', 'sniff', 'sensitive', 'romon'] as const;

/** Policies of a user group, in the router's own order. */
export const groupPolicies = [
	'local',
	'telnet',
	'ssh',
	'ftp',
	'reboot',
	'read',
	'write',
	'policy',
	'test',
	'winbox',
	'password',
	'web',
	'sniff',
	'sensitive',
	'api',
	'romon',
	'rest-api',
] as const;

/** Policies in the order of `known`, or undefined when one of them is not known. `!name` takes one away from a group. */
export const orderPolicies = (text: string, known: readonly string[]): string | undefined => {
	const given = text.split(',').filter((word) => word !== '');
	return given.every((word) => known.includes(word.replace(/^!/, ''))) ? known.filter((word) => given.includes(word)).join(',') : undefined;
};
