import type {Diagnostic} from '../diagnostics/index.js';
import {display, error, warning} from '../diagnostics/index.js';
import {addressFamily, families, prefixLength} from '../net/index.js';
import type {PolicyDocument} from './document.js';

const sameButId = (a: {readonly id: string}, b: {readonly id: string}): boolean => JSON.stringify({...a, id: ''}) === JSON.stringify({...b, id: ''});

/** A host is reached by one way: what the router pings elsewhere, or another watch pins, cannot be pinned here, too. */
const hosts = ({upkeep, uplinks}: PolicyDocument): readonly Diagnostic[] => {
	const probes = uplinks.flatMap(({probe}) => families.flatMap((family) => probe?.[family] ?? []));
	return upkeep.watches.flatMap(({id, host, by}, index) => [
		...(upkeep.watches.slice(0, index).some((other) => other.host === host) ? [error('watch-twice', `${host} is watched twice.`, {hint: 'Name each host once.', field: id})] : []),
		...(by !== undefined && probes.includes(host)
			? [error('watch-is-probe', `${host} is the probe of a line, which has its way already.`, {hint: 'Watch another host beyond that line.', field: id})]
			: []),
	]);
};

const mailServers = ({upkeep: {mail}}: PolicyDocument): readonly Diagnostic[] =>
	mail
		.slice(1)
		.filter((other) => mail[0] !== undefined && !sameButId(mail[0], other))
		.map(({id}) => error('mail-differs', 'Two parts name different mail servers.', {hint: 'A router has one: give the same answers in both.', field: id}));

const monitors = ({upkeep}: PolicyDocument): readonly Diagnostic[] =>
	upkeep.monitors.flatMap(({id, from}) =>
		from
			.filter((prefix) => prefixLength(prefix) === 0)
			.map(() => error('snmp-for-everybody', 'SNMP for every address would tell strangers about the router.', {hint: 'Name the hosts that draw the graphs.', field: id})),
	);

/** How many bits of an address may be left open before a door is a gate. */
const narrow = {4: 24, 6: 64} as const;

const doors = ({upkeep}: PolicyDocument): readonly Diagnostic[] =>
	upkeep.doors.flatMap(({id, from}) =>
		from.flatMap((prefix) =>
			prefixLength(prefix) === 0
				? [error('door-for-everybody', `${display(prefix)} lets everybody in.`, {hint: 'Name the addresses that you manage the router from.', field: id})]
				: prefixLength(prefix) < narrow[addressFamily(prefix)]
					? [warning('wide-door', `All of ${display(prefix)} may reach the router for managing it.`, {hint: 'A few addresses are enough.', field: id})]
					: [],
		),
	);

const rules = [hosts, mailServers, monitors, doors];

/** What is wrong or doubtful in the upkeep of a router. */
export const validateUpkeep = (document: PolicyDocument): readonly Diagnostic[] => rules.flatMap((rule) => rule(document));
