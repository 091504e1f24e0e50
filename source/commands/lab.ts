import {once} from 'node:events';
import {display, exitCodes} from '../diagnostics/index.js';
import {formatRelease} from '../facts/index.js';
import type {Lab} from '../lab/index.js';
import {parsePort} from '../net/index.js';
import type {Command} from './command.js';
import {jsonOption} from './command.js';
import {keepState} from './lab/keep-state.js';
import {eventsFrom, startFrom} from './lab/start.js';
import {runLab} from './lab-router.js';
import {usage} from './parse-input.js';
import {defaultRelease, releaseRemarks} from './release.js';
import {noteDiagnostics, printJson} from './report.js';
import {absolutePath} from './user-files.js';

/** Gives the lab its faults; what its `/lab` menu does not take stops it again. */
const breakThings = async (lab: Lab, faults: readonly string[]): Promise<void> => {
	for (const fault of faults) {
		const trouble = (await lab.exec(`/lab ${fault}`)).trim();
		if (trouble !== '') {
			await lab.stop();
			throw usage(`--fault "${display(fault)}" is not understood: ${display(trouble)}.`, 'The faults there are: docs/lab.md');
		}
	}
};

export const command: Command = {
	arguments: '',
	options: [
		{flags: '--model <name>', description: 'which router to be: home, dual-wan, cafe, office or chr (home unless told otherwise)'},
		{flags: '--config <export.rsc>', description: 'be a twin of your own router, from its /export'},
		{flags: '--state <file>', description: 'keep what the router holds in this file, and go on from it the next time'},
		{flags: '--events <file>', description: 'let things happen in time: lines such as "1m30s /lab interface down=ether1"'},
		{flags: '--fault <what>', description: 'start with something broken, as /lab takes it: "interface down=ether1"; may be given more than once', isRepeatable: true},
		{flags: '--port <port>', description: 'where to listen on 127.0.0.1 (any free port unless told otherwise)'},
		{flags: '--routeros <release>', description: `the release to be (the export's, else ${defaultRelease}, unless told otherwise)`},
		{flags: '--password <password>', description: 'its password, which is no secret (a random one unless told otherwise)'},
		jsonOption,
	],
	notes: ['An emulated router for trying things out: without --state it forgets everything when it stops. Ctrl-C stops it.'],
	async run(input, context) {
		const portText = input.text('port');
		const port = portText === undefined ? undefined : parsePort(portText);
		if (portText !== undefined && port === undefined) {
			throw usage('--port wants a number from 1 to 65535.');
		}

		const statePath = input.text('state');
		const eventsPath = input.text('events');
		const given = input.text('password');
		const {release, state, model, name, notes} = await startFrom(input, context);
		const events = eventsPath === undefined ? undefined : await eventsFrom(eventsPath, context);
		const {lab, router, password} = await runLab(context, {
			release,
			...(model === undefined ? {} : {model}),
			...(state === undefined ? {} : {state}),
			...(port === undefined ? {} : {port}),
			...(given === undefined ? {} : {password: given}),
			...(events === undefined ? {} : {events}),
			onEvent: (event, output) => {
				const lines = [event.command, ...output.trim().split('\r\n')].filter((line) => line !== '');
				context.console.note(`event, line ${event.line}: ${lines.map(display).join('\n  ')}`);
			},
		});
		await breakThings(lab, input.list('fault'));
		const kept = statePath === undefined ? undefined : keepState(lab, release, absolutePath(statePath, context), context);
		const address = `${router.user}@${router.host}`;
		noteDiagnostics(context.console, releaseRemarks(release));
		for (const note of notes) {
			context.console.note(note);
		}

		if (input.flag('json')) {
			printJson(context.console, 'lab', {...router, password: password.reveal(), fingerprint: lab.fingerprint});
		} else {
			context.console.out(
				[
					`LAB: an emulated RouterOS ${formatRelease(release)} on this computer: ${name}.`,
					...(statePath === undefined ? ['It forgets everything when it stops.'] : []),
					'',
					`  ssh -p ${router.port} ${address}`,
					`  password: ${password.reveal()}`,
					`  host key: ${lab.fingerprint}`,
					'',
					'With Detour, in another terminal:',
					`  detour plan PROFILE --router ${address}:${router.port} --host-key ${lab.fingerprint}`,
					'',
					'Ctrl-C stops it.',
				].join('\n'),
			);
		}

		if (!context.signal.aborted) {
			await once(context.signal, 'abort');
		}

		await kept?.stop();
		await lab.stop();
		context.console.note('The lab has stopped.');
		return exitCodes.done;
	},
};
