import {answerText} from '../answers.js';
import type {Answers, Attachments} from '../types.js';
import {anotherWay} from './another-way.js';
import {listing} from './listing.js';
import {hasConf} from './tunnel.js';

/** What goes to work, and what goes to play. */
export const work = listing({prefix: 'work-', section: 'Work', services: 'Services for work', destinations: 'Where work is'});
export const play = listing({prefix: 'play-', section: 'Streaming', services: 'Services for leisure', destinations: 'Other destinations for leisure'});

export const bothHaveNames = (answers: Answers, attachments?: Attachments): boolean => work.hasNames(answers, attachments) || play.hasNames(answers, attachments);

/** By which way leisure goes, beside the company's tunnel, and what when that is dead. */
export const playWay = anotherWay({
	prefix: 'play-',
	section: 'Streaming',
	way: {
		title: 'Which way for leisure?',
		help: 'The ordinary way keeps it out of the company’s tunnel. A second line or another tunnel takes it off the line that you work on.',
	},
	asBefore: 'By whichever line it would take without this; never through the company.',
	down: 'Leisure can go on by the ordinary way, or wait: a film in the evening may be worth less than your provider knowing of it.',
	probe: 'One address a family, reached by that way only: an answer proves that there is an Internet beyond it. None of your resolvers, and not the one for the tunnel.',
	taken: {
		by: (answers) => (hasConf(answers) ? undefined : answerText(answers, 'interface')),
		why: 'Work and leisure would go through the same tunnel.',
		hint: 'Choose another way for one of the two.',
	},
});
