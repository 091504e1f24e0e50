import type {ExitCode} from '../diagnostics/index.js';
import type {Start} from '../ui/index.js';
import type {Input} from './command.js';
import type {Context} from './context.js';
import {wrapText} from './lines.js';
import {makeServices} from './services.js';

/** Whether the wizard has to be plain: asked for, or the terminal cannot move its cursor. */
const isPlain = (input: Input, {terminal}: Context): boolean => input.flag('plain') || terminal.isDumb;

/** Opens the wizard, drawn or as numbered questions, and leaves its summary in the scrollback. */
export const openWizard = async (start: Start, input: Input, context: Context): Promise<ExitCode> => {
	const services = makeServices(context);
	try {
		if (isPlain(input, context)) {
			const {runPlainWizard} = await import('./plain/wizard.js');
			return await runPlainWizard(start, services, context);
		}

		const {runWizard} = await import('../ui/index.js');
		const {stdin, stdout, version, unicode, color} = context.terminal;
		const {exitCode, summary} = await runWizard({services, start, stdin, stdout, version, unicode, color});
		if (summary.length > 0) {
			context.console.out(wrapText(summary.join('\n'), context.terminal.columns));
		}

		return exitCode;
	} finally {
		await services.stop();
	}
};
