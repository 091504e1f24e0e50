import {describe, expect, it} from 'vitest';
import {press, sizeOf, startJourney, widths} from '../helpers/journey.js';
import {program} from '../helpers/story.js';
import {keys, makeHome, openTerminal} from '../helpers/terminal.js';

/** What people try, and what slips in. */
const wrongs = ['"; /system reset-configuration; "', '10.0.0.300', '東京 e\u0301', `${'x'.repeat(300)}"`] as const;

const question = /(\d+ of \d+) {2}/;

const onwards = (shown: string): string => (shown.includes('Tab next') ? keys.tab : keys.enter);

describe.concurrent('a wrong answer', () => {
	it.each(widths)('is told what would be right, and can be left and found again, %i columns wide', {timeout: 60_000}, async (columns) => {
		const home = await makeHome();
		const wizard = openTerminal(process.execPath, [program, 'new', 'vpn-split-tunnel'], {home: home.path, ...sizeOf(columns)});
		const {look, end} = await startJourney('wrong', columns);
		try {
			await wizard.see('Which router is this about?');
			await press(wizard, keys.down, keys.enter);
			await wizard.see('LAB  an emulated router');
			wizard.type(keys.enter);
			let told = 0;
			for (let shown = await wizard.see(question); !shown.includes('A name for this profile'); ) {
				const [, number = ''] = question.exec(shown) ?? [];
				const another = new RegExp(`^(?![\\s\\S]* ${number})[\\s\\S]*${question.source}`);
				if (shown.includes('▏')) {
					const wrong = wrongs[told % wrongs.length] ?? '';
					await press(wizard, wrong);
					// Most are told as they are typed, the others when one wants to go on.
					await press(wizard, ...(wizard.text().includes('Error:') ? [] : [onwards(shown)]));
					await look(wizard, 'Error:');
					told += 1;
					await press(wizard, keys.escape);
					wizard.type(onwards(await wizard.see(another)));
					await wizard.see(`${wrong.slice(-2)}▏`);
					await press(wizard, keys.backspace.repeat([...wrong].length));
				}

				// Names to follow bring questions about resolvers.
				await press(wizard, ...(shown.includes('Services through') ? [keys.space] : []));
				wizard.type(onwards(shown));
				shown = await wizard.see(another);
			}

			expect(told).toBeGreaterThanOrEqual(wrongs.length);
			await end();
		} finally {
			await wizard.close();
			await home.remove();
		}
	});
});
