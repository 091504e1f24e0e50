import {describe, expect, it} from 'vitest';
import {error} from '../../source/diagnostics/index.js';
import {fakeServices, sampleScenario} from '../helpers/fake-services.js';
import {keys, openWizard} from '../helpers/render.js';

const help = `${'What this question means takes more room than a small terminal has. '.repeat(6)}And that was all.`;
const wordy = {...sampleScenario, fields: sampleScenario.fields.map((field) => (field.id === 'tunnel' ? {...field, help} : field))};

const atTunnel = async () => {
	const {services} = fakeServices();
	const wizard = await openWizard({services: {...services, scenarios: async () => [wordy]}, start: {kind: 'new', scenario: 'sample'}, columns: 60, rows: 18});
	await wizard.until('Which router');
	wizard.press(keys.down, keys.enter);
	await wizard.until('LAB  an emulated router');
	wizard.press(keys.enter);
	await wizard.until('Which tunnel?');
	return wizard;
};

describe('a question', () => {
	it('tells by ? what it means where the screen has no room for it', async () => {
		const wizard = await atTunnel();
		expect(await wizard.until('Which tunnel?')).not.toContain('And that was all.');
		wizard.press('?');
		expect((await wizard.until('And that was all.')).split('\n')[2]).toContain('Help');
		wizard.press(keys.escape);
		await wizard.until('Which tunnel?');
		wizard.press(keys.ctrlC);
		await wizard.result;
	});

	it('begins no other line below one that is wrong, and lets one go on once it is right', async () => {
		const wizard = await atTunnel();
		wizard.press(keys.enter);
		await wizard.until('Which services?');
		wizard.press(keys.enter);
		await wizard.until('Which addresses?');
		wizard.press('10.0.0.300', keys.enter);
		await wizard.until('! this line is wrong');
		wizard.press(keys.backspace, keys.backspace, keys.backspace, '0/24', keys.enter);
		const frame = await wizard.until(/^ {3}10\.0\.0\.0\/24\n ❯ ▏/m);
		expect(frame).not.toContain('wrong');
		wizard.press(keys.enter);
		await wizard.until('Redirect DNS?');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});

	it('begins another line below what is suggested and not enough', async () => {
		const {services} = fakeServices();
		const found = {value: ['10.0.0.0/24'], because: 'one was found.'};
		const few = {
			...sampleScenario,
			fields: sampleScenario.fields.flatMap((field) =>
				field.id === 'destinations'
					? [
							{
								...field,
								suggest: () => found,
								check: (value: unknown) => (Array.isArray(value) && value.length < 2 ? [error('too-few', 'Two are needed.', {field: field.id})] : []),
							},
						]
					: [],
			),
		};
		const wizard = await openWizard({services: {...services, scenarios: async () => [few]}, start: {kind: 'new', scenario: 'sample'}});
		await wizard.until('Which router');
		wizard.press(keys.down, keys.enter);
		await wizard.until('LAB  an emulated router');
		wizard.press(keys.enter);
		expect(await wizard.until('Two are needed.')).toContain('Enter new line');
		wizard.press(keys.enter, '10.0.1.0/24', keys.enter, keys.enter);
		await wizard.until('A name for this profile');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});
});

describe('a list with headings', () => {
	it('keeps its mark on a row that can be chosen while the filter is typed', async () => {
		const jobs = Array.from({length: 40}, (_, index) => ({
			...sampleScenario,
			id: `job${index}`,
			title: index % 3 === 1 ? `x ${index}` : `xy ${index}`,
			summary: '',
			group: index < 20 ? ('Several lines' as const) : ('Bandwidth' as const),
		}));
		const {services} = fakeServices();
		const wizard = await openWizard({services: {...services, scenarios: async () => jobs}, start: {kind: 'new'}});
		await wizard.until('What do you want to do?');
		wizard.press('/', 'x');
		await wizard.until('❯ xy 0');
		wizard.press('y');
		await wizard.until('/ xy▏');
		expect(await wizard.until('1 of 27')).toContain('❯ xy 0');
		wizard.press(keys.ctrlC);
		await wizard.result;
	});
});
