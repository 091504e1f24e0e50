import type {Notice} from '../policy/index.js';
import {quoteString} from '../routeros/syntax/index.js';
import {ascii} from './own.js';

/** When it happened, by the router's clock: what is sent may arrive much later. */
const moment = ':local at ([/system/clock/get date] . " " . [/system/clock/get time])';

/** A text with the moment behind it, as an expression of the router's script language. */
const dated = (before: string, after = ''): string => `(${quoteString(before)} . $at${after === '' ? '' : ` . ${quoteString(after)}`})`;

/** Tries up to ten times in about five minutes: the line that was lost may be the one that messages take. */
const insist = (send: string): string =>
	`:local n 0; :while ($n < 10) do={ :do { ${send} } on-error={ :delay 30s }; :set n ($n + 1) }; :if ($n = 10) do={ :log error "A message could not be sent." }`;

/** Ends the tries; one more is counted behind it. */
const done = ':set n 10';

/** Waits, half a minute at most, until no mail is on its way. */
const idle = ':do { :local w 0; :while (($w < 15) and ([/tool/e-mail/get last-status] = "in-progress")) do={ :delay 2s; :set w ($w + 1) } }';

/**
 * Sends a mail; sending goes on behind the command, and what became of it shows afterwards. There is one `last-status`
 * for all scripts: whose turn it is waits until the mail before has gone, or one would take the other's fate for its own.
 */
export const mailing = (to: string, subject: string, body: string, file?: string): string =>
	insist(
		`${idle}; /tool/e-mail/send to=${quoteString(to)} subject=${quoteString(ascii(subject))} body=${body}${file === undefined ? '' : ` file=${file}`}; :delay 2s; ${idle}; :if ([/tool/e-mail/get last-status] = "succeeded") do={ ${done} } else={ :delay 30s }`,
	);

const sendOf = (notice: Notice, subject: string): string => {
	switch (notice.kind) {
		case 'mail':
			return mailing(notice.to, subject, dated(`${subject} `, ' by the clock of the router.'));
		case 'webhook': {
			const [type, body] =
				notice.form === 'json' ? ['application/json', dated(`{"text":${JSON.stringify(`${subject} `).slice(0, -1)}`, '"}')] : ['text/plain', dated(`${subject} `)];
			return insist(`/tool/fetch url=${quoteString(notice.url)} http-method=post http-header-field=${quoteString(`Content-Type: ${type}`)} http-data=${body} output=none; ${done}`);
		}
	}
};

/** A script that writes a line to the log and tells everybody who is to know. One after the other: one who cannot be reached keeps the next waiting for five minutes at most. */
export const telling = (notices: readonly Notice[], subject: string): string => {
	const plain = ascii(subject);
	return [`:log warning ${quoteString(plain)}`, ...(notices.length === 0 ? [] : [moment]), ...notices.map((notice) => `:do { ${sendOf(notice, plain)} }`)].join('; ');
};
