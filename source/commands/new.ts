import type {Command} from './command.js';
import {assertTerminal, plainOption} from './terminal.js';
import {openWizard} from './wizard.js';

export const command: Command = {
	arguments: '[scenario]',
	options: [plainOption],
	async run(input, context) {
		const [scenario] = input.words;
		assertTerminal(context);
		if (scenario === undefined) {
			return openWizard({kind: 'new'}, input, context);
		}

		const {findScenario} = await import('./scenarios.js');
		return openWizard({kind: 'new', scenario: findScenario(scenario).id}, input, context);
	},
};
