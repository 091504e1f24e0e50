/** Draws the pictures of the README from real frames: the wizard in a pty wizardst the lab. `npm run screenshots`. */
import {writeFile} from 'node:fs/promises';
import {logIn, setStage} from '../helpers/story.js';
import {svgOf} from './svg.js';

const stage = await setStage();
try {
	await stage.saveProfile();
	const wizard = stage.open(['run', 'home', '--router', stage.lab.address], {columns: 90, rows: 24, env: {FORCE_COLOR: '1'}});
	await logIn(wizard, stage.lab);
	await wizard.see('Review:');
	await writeFile('docs/wizard.svg', svgOf(wizard.cells(), 'The review screen of the wizard: a picture of the lines, what would change and why'));
} finally {
	await stage.end();
}
