import {render} from 'ink';
import {App} from './app.js';
import {gateOf, lend} from './loan.js';
import type {WizardOptions, WizardResult} from './options.js';

export type {Start, WizardOptions, WizardResult} from './options.js';
export type {Ask, Compiled, ConnectAnswer, Connection, ConnectQuestion, Planned, SavedProfile, Services} from './services.js';

/** Runs the wizard on a terminal until it is left. Draws its first frame before it asks the services for anything. */
export const runWizard = async ({services, start, stdout, stdin, version, unicode, color, now = Date.now}: WizardOptions): Promise<WizardResult> => {
	let result: WizardResult | undefined;
	let crash: {readonly cause: unknown} | undefined;
	const leave = () => {
		// The last frame goes: only the summary stays in the scrollback.
		instance.clear();
		instance.unmount();
	};

	const gate = gateOf(stdout);
	// Before the first frame: a key pressed on seeing it would else be echoed into it by the terminal.
	stdin.setRawMode(true);
	const instance = render(
		<App
			services={services}
			start={start}
			version={version}
			unicode={unicode}
			color={color}
			now={now}
			lend={(work) => lend({gate, stdin, clear: () => instance.clear()}, work)}
			onDone={(done) => {
				result = done;
				// Else its frame of nothing might come after, as an empty line above the summary.
				void gate.emptied().then(leave);
			}}
			onCrash={(cause) => {
				crash ??= {cause};
				leave();
			}}
		/>,
		// Nothing of ours writes to the console, and patching it costs time before the first frame.
		{stdout: gate.stdout, stdin, exitOnCtrlC: false, patchConsole: false, maxFps: 60},
	);
	try {
		await instance.waitUntilExit();
	} finally {
		stdin.setRawMode(false);
	}

	if (crash !== undefined) {
		throw crash.cause;
	}

	// Taken away from outside, by a signal: whatever was armed on the router stays armed.
	return result ?? {exitCode: 130, summary: []};
};
