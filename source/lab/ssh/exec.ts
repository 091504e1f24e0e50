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

/** The exit status says nothing, unless a fault makes it 1 for what does not parse. */
const exitStatus = ({context}: Machine, line: string): 0 | 1 => {
	const {errorStatus} = context.faults.ssh;
	if (errorStatus === 'no' || context.interpreter().check(line, '') === undefined) {
		return 0;
	}

	return errorStatus === 'yes' || (context.random.bytes(1)[0] ?? 0) % 8 > 0 ? 1 : 0;
};

/** Runs one command line without echo, prompt or colours; the exit status says nothing. */
export const serveExec = (machine: Machine, channel: ServerChannel, command: string, user: string, from: string): void => {
	const line = command.replace(/[\r\n]+$/, '');
	const end = (): void => {
		channel.exit(exitStatus(machine, line));
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
	login.run(line, () => {
		login.close();
		end();
	});
};
