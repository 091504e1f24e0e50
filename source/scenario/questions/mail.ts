import {display, error, warning} from '../../diagnostics/index.js';
import {parseDomainName, parseIp, parsePort} from '../../net/index.js';
import type {MailServer} from '../../policy/index.js';
import {answerText} from '../answers.js';
import type {Answers, Field} from '../types.js';

const section = 'Mail';

const mailAddress = /^[\w.+-]+@[a-z\d-]+(?:\.[a-z\d-]+)+$/i;

const checkMailAddress =
	(field: string): NonNullable<Field['check']> =>
	(value) =>
		mailAddress.test(String(value).trim()) ? [] : [error('bad-mail-address', `${display(String(value))} is no mail address.`, {hint: 'It is like you@example.com.', field})];

const usualPort = 587;

const serverOf = (text: string): Pick<MailServer, 'host' | 'port'> | undefined => {
	const [, name = '', port] = /^\[?([^\s\]]+?)\]?(?::(\d+))?$/.exec(text) ?? [];
	const host = parseIp(name) ?? parseDomainName(name);
	const number = port === undefined ? usualPort : parsePort(port);
	return host === undefined || number === undefined ? undefined : {host, port: number};
};

const sets = (answers: Answers): boolean => answerText(answers, 'mail-settings') === 'set';

const encryptions: Readonly<Record<string, MailServer['encryption']>> = {starttls: 'starttls', tls: 'tls', none: 'none'};

/** Whom mail goes to, and by which server; asked where `isWanted`. */
export const mailQuestions = (isWanted: (answers: Answers) => boolean): readonly Field[] => {
	const isSet = (answers: Answers): boolean => isWanted(answers) && sets(answers);
	return [
		{
			id: 'mail-to',
			section,
			kind: 'text',
			title: 'Mail to',
			help: 'Who gets the messages. Take a mailbox that is read where the network may be down: a phone.',
			placeholder: 'you@example.com',
			visible: isWanted,
			check: checkMailAddress('mail-to'),
		},
		{
			id: 'mail-settings',
			section,
			kind: 'choice',
			title: 'By which mail server?',
			help: 'The router hands mail to a server, like your mail program does. Perhaps it has been told which one already (/tool/e-mail).',
			visible: isWanted,
			choices: () => [
				{value: 'router', title: 'As the router is set up already', help: 'Nothing changes there.'},
				{value: 'set', title: 'By a server that I name here'},
			],
		},
		{
			id: 'mail-server',
			section,
			kind: 'text',
			title: 'Mail server',
			help: 'The server of your mail provider for sending, and its port: 587 with STARTTLS is usual, 465 with TLS from the first byte.',
			placeholder: 'smtp.example.com:587',
			visible: isSet,
			check: (value) =>
				serverOf(String(value).trim()) === undefined
					? [error('bad-mail-server', `${display(String(value))} is no server.`, {hint: 'It is like smtp.example.com:587.', field: 'mail-server'})]
					: [],
		},
		{
			id: 'mail-encryption',
			section,
			kind: 'choice',
			title: 'Encryption of mail',
			help: 'Without it, your mail password can be read on the way.',
			visible: isSet,
			choices: () => [
				{value: 'starttls', title: 'STARTTLS', help: 'Usual on port 587.'},
				{value: 'tls', title: 'TLS', help: 'Usual on port 465.'},
				{value: 'none', title: 'None', help: 'For a server in your own network.'},
			],
			suggest: (answers) =>
				serverOf(answerText(answers, 'mail-server'))?.port === 465 ? {value: 'tls', because: 'port 465 begins with TLS'} : {value: 'starttls', because: 'usual on port 587'},
		},
		{
			id: 'mail-from',
			section,
			kind: 'text',
			title: 'Mail from',
			help: 'The sender. Most providers take only an address of the account that logs in.',
			placeholder: 'router@example.com',
			visible: isSet,
			check: checkMailAddress('mail-from'),
		},
		{
			id: 'mail-user',
			section,
			kind: 'text',
			title: 'Mail user',
			help: 'Who logs in at the server, if anybody must. The password stays out of profiles: type it on the router once, with /tool/e-mail/set password=…',
			placeholder: 'router@example.com',
			optional: true,
			visible: isSet,
			check: (value) =>
				/^[!-~]{1,255}$/.test(String(value).trim())
					? [
							warning('mail-password', 'The mail password is typed on the router once: /tool/e-mail/set password=…', {
								hint: 'Detour keeps no passwords. A test: /tool/e-mail/send to=you@example.com subject=test body=test',
								field: 'mail-user',
							}),
						]
					: [error('bad-mail-user', 'A mail user has no spaces and no other letters than those of English.', {field: 'mail-user'})],
		},
	];
};

/** The mail server that was named; none where the router's own settings are used. */
export const mailServersOf = (answers: Answers, id: string): readonly MailServer[] => {
	const server = serverOf(answerText(answers, 'mail-server'));
	const user = answerText(answers, 'mail-user');
	return !sets(answers) || server === undefined
		? []
		: [{id, ...server, encryption: encryptions[answerText(answers, 'mail-encryption')] ?? 'starttls', from: answerText(answers, 'mail-from'), ...(user === '' ? {} : {user})}];
};
