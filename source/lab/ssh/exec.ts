import type {ServerChannel} from 'ssh2';
import type {Machine} from '../machine/machine.js';

/** What an exec channel refuses or answers by itself; undefined when the line is to be run. */
const shortCut = (command: string): string | undefined => {
	const line = command.replace(/[\r\n]+$/, '');
	const breakAt = line.search(/[\r\n]/);
	if (breakAt >= 0) {
		// Commands of several lines do not work on an exec channel (the manual).
		return `syntax error (line 1 column ${Buffer.byteLength(line.slice(0, breakAt)) + 1})\r\n`;
	}

	return /^\s*\/?quit\s*$/.test(line) ? 'interrupted\r\n' : undefined;
};

/** Runs one command line without echo, prompt or colours; the exit status says nothing. */
export const serveExec = (machine: Machine, channel: ServerChannel, command: string, user: string, from: string): void => {
	const end = (): void => {
		channel.exit(0);
		channel.end();
	};
	const answer = shortCut(command);
	if (answer !== undefined) {
		channel.write(answer);
		end();
		return;
	}

	const login = machine.login({user, from, via: 'ssh', interactive: false, print: (text) => channel.write(text), ended: end});
	channel.on('close', login.close);
	channel.on('error', () => undefined);
	login.run(command.replace(/[\r\n]+$/, ''), () => {
		login.close();
		end();
	});
};
