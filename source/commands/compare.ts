import {AppError, display, exitCodes} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import {comparisonLines, comparisonSummary} from '../presentation/index.js';
import {compareRouters} from '../proof/index.js';
import type {Configuration} from '../routeros/model/index.js';
import type {Command, Input} from './command.js';
import {jsonOption} from './command.js';
import type {Context} from './context.js';
import {linesText} from './lines.js';
import {usage} from './parse-input.js';
import {factsOfExport, releaseRemarks} from './release.js';
import {noteDiagnostics, printJson} from './report.js';
import {readWholeExport} from './whole-export.js';

type Side = {readonly file: string; readonly facts: Facts; readonly configuration: Configuration};

const readSide = async (file: string, input: Input, context: Context): Promise<Side> => {
	const read = await readWholeExport(file, context);
	// Of a router without a row nothing is known, and no difference from that would look like none at all.
	if (Object.values(read.configuration.menus).every((entries) => entries.every(({selector}) => selector.kind === 'verbatim'))) {
		throw new AppError('export-incomplete', `The export ${display(file)} holds nothing.`, {hint: 'Export again.', exitCode: exitCodes.usage});
	}

	const facts = factsOfExport(read, input.text('routeros'));
	noteDiagnostics(context.console, releaseRemarks(facts.release));
	return {file, facts, configuration: read.configuration};
};

const told = ({file, facts}: Side): object => ({file, release: facts.version});

export const command: Command = {
	arguments: '[old] [new]',
	options: [
		{flags: '--routeros <release>', description: 'both as this release does it (otherwise the one in the header of each)'},
		{flags: '--detailed-exitcode', description: 'exit with 3 when some packets go another way'},
		jsonOption,
	],
	notes: [
		'OLD and NEW are exports; one of them may be - for standard input. Packets are chosen from the rows of both, and followed through both, with all lines up and with those down that they use. None is sent.',
	],
	async run(input, context) {
		const [old, now] = input.words;
		if (old === undefined || now === undefined || (old === '-' && now === '-')) {
			throw usage('Name two exports to compare.', 'For example: detour compare before.rsc after.rsc');
		}

		const before = await readSide(old, input, context);
		const after = await readSide(now, input, context);
		const comparison = compareRouters({configuration: before.configuration, release: before.facts.release}, {configuration: after.configuration, release: after.facts.release});
		if (input.flag('json')) {
			printJson(context.console, 'compare', {before: told(before), after: told(after), ...comparison});
		} else {
			const sides = {before: before.file, after: after.file};
			context.console.out([linesText(comparisonLines(comparison, sides), context, 9), linesText(comparisonSummary(comparison, sides), context)].join('\n'));
		}

		return input.flag('detailedExitcode') && comparison.changes.length > 0 ? exitCodes.pending : exitCodes.done;
	},
};
