import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {examplePicture} from '../../source/ui/fields/questions.js';
import {fakeServices, sampleScenario} from '../helpers/fake-services.js';
import {keys, openWizard} from '../helpers/render.js';

describe('the list of jobs', () => {
	it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('can draw an example of %s', (_id, scenario) => {
		const picture = examplePicture(scenario);
		expect(picture?.ways.length).toBeGreaterThan(0);
	});

	it('draws nothing for a preset without one', () => {
		expect(examplePicture(sampleScenario)).toBeUndefined();
	});

	it('shows the example of the marked job', async () => {
		const {services} = fakeServices();
		const wizard = await openWizard({services: {...services, scenarios: async () => scenarios}, start: {kind: 'new'}});
		wizard.press('/', 't', 'e', 'n', 'a', 'n', 't', keys.enter);
		await wizard.until(/❯ A tenant[\s\S]*For example\n[\s\S]*─▶ ordinary way {2}everything\n/);
		wizard.press(keys.ctrlC);
		await wizard.result;
	});
});
