import type {MailServer} from '../policy/index.js';
import {behaviours} from '../routeros/versions/index.js';
import type {Context} from './context.js';
import type {Adjustment} from './fragment.js';

const encryption: Readonly<Record<MailServer['encryption'], string>> = {none: 'no', starttls: 'starttls', tls: 'yes'};

/** The mail server that the router is told to use. Its password is typed on the router and stands nowhere else. */
export const mailAdjustments = ({document, facts}: Context): readonly Adjustment[] =>
	document.upkeep.mail.slice(0, 1).map(({host, port, encryption: kind, from, user}) => ({
		menu: '/tool/e-mail',
		find: {},
		set: {
			[behaviours(facts.release).mailServer ? 'server' : 'address']: host,
			port: String(port),
			tls: encryption[kind],
			from,
			...(user === undefined ? {} : {user}),
		},
		why: 'Messages go out by this mail server. Without it the router has nobody to hand them to.',
	}));
