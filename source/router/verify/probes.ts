import {AppError, display} from '../../diagnostics/index.js';
import {parseIp} from '../../net/index.js';
import {quoteString} from '../../routeros/syntax/index.js';
import {behaviours} from '../../routeros/versions/index.js';
import type {Transport} from '../../transport/transport.js';
import {recordsOf, run} from '../console.js';
import type {Finding} from './finding.js';
import type {Subject} from './subject.js';

type Probe = Subject['probes'][number];
type Upstream = Subject['upstreams'][number];

/** What cannot be asked is not known; a connection that breaks is no answer either, but somebody else's trouble. */
const unknownWhereRefused =
	(about: string) =>
	(cause: unknown): Finding => {
		if (cause instanceof AppError && (cause.code === 'not-permitted' || cause.code === 'router-refused')) {
			return {about, status: 'unknown', detail: cause.code === 'not-permitted' ? `the user lacks the policy test, which it takes ${about}` : cause.message};
		}

		throw cause;
	};

/** Pings a probe by the route that it has of its own: there is no ping by table (the manual, *Ping*). */
export const pingProbe = async (transport: Transport, {host, isNew}: Probe): Promise<Finding> => {
	const about = `to ping ${host}`;
	const line = `:put ("\\1Eanswers\\1F" . [/tool/ping address=${host} count=3] . "\\1E")`;
	const ask = async (): Promise<Finding> => {
		const [, answers] = recordsOf(await run(transport, line, about)).find(([kind]) => kind === 'answers') ?? [];
		return Number(answers) > 0 ? {about, status: 'passed'} : {about, status: 'failed', detail: `${host} does not answer`, isNew};
	};
	return ask().catch(unknownWhereRefused(about));
};

/** Asks for names of one upstream until one is answered, or none is left. */
export const askUpstream = async (transport: Transport, {server, names, isNew}: Upstream, {facts}: Subject): Promise<Finding> => {
	const about = `to ask ${server === '' ? 'for names' : `${display(server)} for names`}`;
	const resolve = `:local a [:resolve $n${parseIp(server) === undefined ? '' : ` server=${server}`}]; :set ok true`;
	const told = (why: string): string => `:put ("\\1Etold\\1F" . $n . "\\1F" . ${why} . "\\1E")`;
	const attempt = behaviours(facts.release).onerror ? `:onerror e in={ ${resolve} } do={ ${told('$e')} }` : `:do { ${resolve} } on-error={ ${told('"no answer"')} }`;
	const line = `:local ok false; :foreach n in={${names.map(quoteString).join(';')}} do={ :if (!$ok) do={ ${attempt} } }; :put ("\\1Eend\\1F" . $ok . "\\1E")`;
	const ask = async (): Promise<Finding> => {
		const records = recordsOf(await run(transport, line, about));
		const failures = records.filter(([kind]) => kind === 'told');
		// The name is there, without an address: somebody has answered.
		const isAnswered = records.some(([kind, ok]) => kind === 'end' && ok === 'true') || failures.some(([, , why = '']) => why.includes('no appropriate record'));
		const [, name = '', said = ''] = failures[0] ?? [];
		// `failure: dns name does not exist (:resolve; line 1)` in newer releases.
		const why = said.replace(/^failure: /, '').replace(/ \([^)]*\)$/, '');
		return isAnswered ? {about, status: 'passed'} : {about, status: 'failed', detail: `${display(name)}: ${display(why)}`, isNew};
	};
	return ask().catch(unknownWhereRefused(about));
};
