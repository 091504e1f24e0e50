import {groupOf} from '../groups.js';
import {goesRoundOnTheLab} from './round-trip.js';

for (const scenario of groupOf('house')) {
	goesRoundOnTheLab(scenario);
}
