import {display, exitCodes, isError} from '../diagnostics/index.js';
import {loadSchema} from '../routeros/schema/index.js';
import {checkText} from './check-script/index.js';
import type {Command} from './command.js';
import {jsonOption} from './command.js';
import {excerpt} from './excerpt.js';
import {usage} from './parse-input.js';
import {defaultRelease, releaseFrom, releaseRemarks} from './release.js';
import {diagnosticText, noteDiagnostics, printJson} from './report.js';
import {readInput} from './user-files.js';

/** `by RouterOS 7.16.2` in an export's header (the date may be taken out), `for RouterOS 7.16` in that of a script: the release that the file is from. */
const releaseOfHeader = (text: string): string | undefined => /^# (?:.*?\b(?:by|for) )?RouterOS (\d+\.\d+(?:\.\d+)?)/m.exec(text.slice(0, 2000))?.[1];

/** As many as a person may want to read, errors first where there are more; `--json` gives all. */
const mostShown = 200;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

export const command: Command = {
	arguments: '[file]',
	options: [{flags: '--routeros <release>', description: 'the release to check for (otherwise the one in the header, or the newest known)'}, jsonOption],
	notes: ['FILE may be - for standard input. Exit code 1 when there are errors; warnings alone are 0.'],
	async run(input, context) {
		const [file] = input.words;
		if (file === undefined) {
			throw usage('Name one file to check.', 'For example: detour check router.rsc');
		}

		const text = await readInput(file, context);
		const release = releaseFrom(input.text('routeros') ?? releaseOfHeader(text) ?? defaultRelease);
		noteDiagnostics(context.console, releaseRemarks(release));
		const schema = await loadSchema(release);
		const checked = checkText(text, schema);
		const diagnostics = checked.ok ? checked.value : checked.diagnostics;
		const serious = diagnostics.filter(isError);
		const errors = serious.length;
		if (input.flag('json')) {
			printJson(context.console, 'check', {file, release: schema.version, ok: errors === 0, diagnostics});
		} else {
			const shown = diagnostics.length <= mostShown ? diagnostics : [...serious, ...diagnostics.filter((one) => !isError(one))].slice(0, mostShown);
			for (const diagnostic of shown) {
				const at = diagnostic.span === undefined ? '' : `:${diagnostic.span.start.line}:${diagnostic.span.start.column}`;
				context.console.out(`${display(file)}${at}: ${diagnosticText(diagnostic)}`);
				if (diagnostic.span !== undefined) {
					context.console.out(excerpt(text, diagnostic.span).join('\n'));
				}
			}

			if (diagnostics.length > shown.length) {
				context.console.out(`… and ${diagnostics.length - shown.length} more; all of them: --json`);
			}

			context.console.note(`${display(file)}: ${plural(errors, 'error')}, ${plural(diagnostics.length - errors, 'warning')} (RouterOS ${schema.version})`);
		}

		return errors === 0 ? exitCodes.done : exitCodes.failed;
	},
};
