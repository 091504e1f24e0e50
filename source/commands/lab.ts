import {once} from 'node:events';
import {exitCodes} from '../diagnostics/index.js';
import {parsePort} from '../net/index.js';
import type {Command} from './command.js';
import {jsonOption} from './command.js';
import {runLab} from './lab-router.js';
import {usage} from './parse-input.js';
import {defaultRelease, releaseFrom} from './release.js';
import {printJson} from './report.js';

export const command: Command = {
	arguments: '',
	options: [
		{flags: '--port <port>', description: 'where to listen on 127.0.0.1 (any free port unless told otherwise)'},
		{flags: '--routeros <release>', description: `the release to be (${defaultRelease} unless told otherwise)`},
		{flags: '--password <password>', description: 'its password, which is no secret (a random one unless told otherwise)'},
		jsonOption,
	],
	notes: ['An emulated router for trying things out: it forgets everything when it stops. Ctrl-C stops it.'],
	async run(input, context) {
		const portText = input.text('port');
		const port = portText === undefined ? undefined : parsePort(portText);
		if (portText !== undefined && port === undefined) {
			throw usage('--port wants a number from 1 to 65535.');
		}

		const given = input.text('password');
		const release = releaseFrom(input.text('routeros') ?? defaultRelease);
		const {lab, router, password} = await runLab(context, {release, ...(port === undefined ? {} : {port}), ...(given === undefined ? {} : {password: given})});
		const address = `${router.user}@${router.host}`;
		if (input.flag('json')) {
			printJson(context.console, 'lab', {...router, password: password.reveal(), fingerprint: lab.fingerprint});
		} else {
			context.console.out(
				[
					`LAB: an emulated RouterOS ${release.major}.${release.minor} on this computer. It forgets everything when it stops.`,
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

		await lab.stop();
		context.console.note('The lab has stopped.');
		return exitCodes.done;
	},
};
