/** Draws the pictures of README and docs from real frames: the wizard in a pty against the lab. `npm run screenshots`. */
import {writeFile} from 'node:fs/promises';
import {logIn, setStage} from '../helpers/story.js';
import type {Terminal} from '../helpers/terminal.js';
import {keys} from '../helpers/terminal.js';
import {svgOf} from './svg.js';

const stage = await setStage();
const look = {columns: 90, rows: 24, env: {FORCE_COLOR: '1'}};

const shoot = (wizard: Terminal, file: string, title: string): Promise<void> => writeFile(`docs/${file}.svg`, svgOf(wizard.cells(), title));

try {
	await stage.saveProfile();
	const review = stage.open(['run', 'home', '--router', stage.lab.address], look);
	await logIn(review, stage.lab);
	await review.see('Review:');
	await shoot(review, 'wizard', 'The review screen of the wizard: a picture of the lines, what would change and why');

	const jobs = stage.open(['new'], look);
	await jobs.see('What do you want to do?');
	jobs.type(`${keys.down}${keys.down}${keys.down}`);
	await jobs.see('❯ Several lines at once');
	await shoot(jobs, 'jobs', 'The list of jobs: what the marked one does, drawn for an example');
} finally {
	await stage.end();
}
