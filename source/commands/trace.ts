import {AppError, display, exitCodes} from '../diagnostics/index.js';
import {addressOf} from '../net/index.js';
import {traceLines} from '../presentation/index.js';
import {arrivalOf, prepare, walk} from '../simulator/index.js';
import type {Command} from './command.js';
import {jsonOption} from './command.js';
import {connectionNotes, connectionOptions} from './connection-options.js';
import {linesText} from './lines.js';
import {profileOption} from './profile-input.js';
import {printJson} from './report.js';
import {readPacket} from './trace/packet.js';
import {readSource} from './trace/source.js';
import {readWorld} from './trace/world.js';

export const command: Command = {
	arguments: '[profile]',
	options: [
		{flags: '--config <export>', description: 'follow the packet through this export; needs no router (- reads standard input)'},
		{flags: '--from <address>', description: 'who sends it; an address of the router itself: the router does'},
		{flags: '--to <address:port>', description: 'to whom: 1.1.1.1:443, [2606:4700::1111]:443, or an address alone'},
		{flags: '--protocol <name>', description: 'tcp, udp or icmp (tcp where a port is named, icmp otherwise)'},
		{flags: '--in-interface <name>', description: 'where it comes in (otherwise where the router looks for its sender)'},
		{flags: '--down <uplink>', description: 'an uplink or interface that is down; may be given more than once', isRepeatable: true},
		{flags: '--resolve <name=address>', description: 'what a name that lists stand on resolves to; may be given more than once', isRepeatable: true},
		{flags: '--routeros <release>', description: 'as this release does it (otherwise the one in the header of the export)'},
		profileOption,
		...connectionOptions,
		jsonOption,
	],
	notes: [...connectionNotes, 'With a profile: as it goes with the profile on the router (or on the export). Nothing is changed and no packet is sent.'],
	async run(input, context) {
		const asked = readPacket(input);
		const source = await readSource(input, context);
		const {world, assumed} = readWorld(source, input);
		const router = prepare(source.configuration, world, {release: source.facts.release});
		const isOwn = source.facts.addresses.some(({address}) => addressOf(address) === asked.from);
		const inInterface = input.text('inInterface') ?? (isOwn ? undefined : arrivalOf(router, asked.from));
		if (inInterface === undefined && !isOwn) {
			throw new AppError('arrival', `The router has no route to ${asked.from}: it is not known where the packet comes in.`, {
				hint: 'Say where with --in-interface.',
				exitCode: exitCodes.usage,
			});
		}

		const trace = walk(router, {...asked, ...(inInterface === undefined ? {} : {inInterface})});
		if (input.flag('json')) {
			printJson(context.console, 'trace', {release: source.facts.version, down: Object.keys(world.links), assumedElsewhere: assumed, ...trace});
		} else {
			context.console.out(linesText(traceLines(trace), context, 6));
			if (assumed.length > 0) {
				const some = assumed.slice(0, 3).map(display).join(', ');
				context.console.note(
					`Assumed: ${some}${assumed.length > 3 ? ` and ${assumed.length - 3} more names that lists stand on` : ''} ${assumed.length === 1 ? 'does' : 'do'} not resolve to ${asked.to}. Say otherwise with --resolve NAME=${asked.to}`,
				);
			}
		}

		return exitCodes.done;
	},
};
