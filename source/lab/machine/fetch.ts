import type {MenuCall, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {renderSettings} from '../print/render.js';
import type {Value} from '../value.js';
import {array, nothing, str} from '../value.js';
import type {Process} from './context.js';
import {refuseByDeviceMode} from './device-mode.js';
import {text} from './given.js';

/** Only what runs beside the lab: an emulated router has no business on anybody's network. */
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** What a variable may hold (64 KiB on 7.x). */
const longest = 64 * 1024;

const address = (call: MenuCall): URL => {
	const given =
		text(call, 'url') ??
		`${text(call, 'mode') ?? 'http'}://${text(call, 'address') ?? ''}${text(call, 'port') === undefined ? '' : `:${text(call, 'port')}`}/${(text(call, 'src-path') ?? '').replace(/^\//, '')}`;
	const url = URL.canParse(given) ? new URL(given) : undefined;
	if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
		throw new ScriptError('failure: unsupported url');
	}

	if (!loopback.has(url.hostname)) {
		throw new ScriptError('failure: the lab fetches from 127.0.0.1 alone');
	}

	return url;
};

const headers = (call: MenuCall): readonly (readonly [string, string])[] =>
	(text(call, 'http-header-field') ?? '')
		.split(',')
		.map((field) => /^\s*([\w-]+)\s*:\s*(.*)$/.exec(field))
		.flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const]));

type Outcome = {readonly ok: true; readonly body: Buffer} | {readonly ok: false; readonly message: string};

const request = async (url: URL, call: MenuCall): Promise<Outcome> => {
	const data = text(call, 'http-data');
	try {
		const response = await fetch(url, {
			method: (text(call, 'http-method') ?? 'get').toUpperCase(),
			headers: headers(call).map(([name, value]): [string, string] => [name, value]),
			...(data === undefined ? {} : {body: data}),
			redirect: 'error',
			signal: AbortSignal.timeout(10_000),
		});
		const body = Buffer.from(await response.arrayBuffer());
		return response.ok
			? {ok: true, body}
			: {ok: false, message: `failure: closing connection: <${response.status} ${response.statusText}> ${url.hostname}:${url.port || '80'} (4)`};
	} catch {
		return {ok: false, message: 'failure: connection refused'};
	}
};

const fileName = (call: MenuCall, url: URL): string => text(call, 'dst-path') ?? (url.pathname.split('/').at(-1) || 'index.html');

/** `/tool/fetch`: over real HTTP, from the machine that the lab runs on. */
export const fetchFile: Process = function* (context, call): Steps<Value> {
	refuseByDeviceMode(context, 'fetch');
	const url = address(call);
	const output = text(call, 'output') ?? 'file';
	let outcome: Outcome | undefined;
	request(url, call).then(
		(found) => {
			outcome = found;
			context.tasks.poke();
		},
		() => undefined,
	);
	yield {kind: 'until', condition: () => outcome !== undefined};
	if (outcome === undefined || !outcome.ok) {
		throw new ScriptError(outcome?.message ?? 'failure: connection timeout');
	}

	const {body} = outcome;
	const size = String(Math.ceil(body.length / 1024));
	if (output.startsWith('user') && body.length > longest) {
		throw new ScriptError('failure: file is too large to store in a variable');
	}

	if (output === 'file' && text(call, 'keep-result') !== 'no') {
		context.disk.write(fileName(call, url), body);
	}

	if (call.flags.has('as-value')) {
		const entries: readonly (readonly [string, Value])[] = [
			['status', str('finished')],
			['downloaded', str(size)],
			...(output.startsWith('user') ? [['data', str(body.toString('utf8'))] as const] : []),
		];
		return array([], new Map(entries));
	}

	const shown = {status: 'finished', downloaded: `${size}KiB`, total: `${size}KiB`, duration: '1s', ...(output.startsWith('user') ? {data: body.toString('utf8')} : {})};
	call.session.print(
		renderSettings(Object.keys(shown), shown)
			.map((line) => `${line}\r\n`)
			.join(''),
	);
	return nothing;
};
