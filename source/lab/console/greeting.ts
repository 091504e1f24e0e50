import {formatRelease} from '../../facts/index.js';
import type {Session, Steps} from '../contract.js';
import type {Machine} from '../machine/machine.js';
import {stamp} from '../machine/views/row.js';

const logo = [
	'  LLL          AA      BBBBBB',
	'  LLL         AAAA     BBB  BB',
	'  LLL        AA  AA    BBBBBB     an emulated router',
	'  LLL       AAAAAAAA   BBB  BB',
	'  LLLLLLL  AA      AA  BBBBBB',
];

const banner = (version: string): string =>
	['', ...logo, '', `  MikroTik RouterOS ${version} (c) 1999-2026       https://www.mikrotik.com/`, '', 'Press F1 for help', ''].map((line) => `${line}\r\n`).join('');

/** Stands in for the licence, which is not ours to repeat. */
const licence = 'LAB: an emulated router has no software license to show.\r\n';

const lastCritical = 3;

const criticalLines = (machine: Machine): string =>
	machine.context.runtime.log
		.filter(({topics}) => topics.split(',').includes('critical'))
		.slice(-lastCritical)
		.map(({time, topics, message}) => `${stamp(machine.context, time)} ${topics} ${message}\r\n`)
		.join('');

function* newPassword(machine: Machine, session: Session, ask: NonNullable<Session['ask']>): Steps<void> {
	session.print('Change your password (Ctrl-C to skip)\r\n\r\n');
	const first = yield* ask({prompt: 'new password> ', hidden: true, skippable: true});
	if (first === '') {
		return;
	}

	if ((yield* ask({prompt: 'repeat new password> ', hidden: true, skippable: true})) === first) {
		machine.users.setPassword(session.user, first);
	} else {
		session.print('Error: passwords do not match\r\n');
	}
}

/** What a terminal is shown and asked before it gets its first prompt, in the order of the manual. */
export function* greet(machine: Machine, session: Session, ask: NonNullable<Session['ask']>, wantsPassword: boolean): Steps<void> {
	const {console: switches} = machine.context.faults;
	if (switches.banner) {
		session.print(banner(formatRelease(machine.release)));
	}

	if (switches.licence && /^y$/i.test(yield* ask({prompt: 'Do you want to see the software license? [Y/n]: ', single: true}))) {
		session.print(licence);
	}

	if (switches.nag) {
		yield* ask({prompt: 'Please press "Enter" to continue!'});
	}

	if (wantsPassword || switches.password) {
		yield* newPassword(machine, session, ask);
	}

	const {note = '', 'show-at-login': shown} = machine.context.settings('/system/note');
	session.print(`${note === '' || shown === 'no' ? '' : `${note.replaceAll(/\r?\n/g, '\r\n')}\r\n`}${criticalLines(machine)}\r\n`);
}
