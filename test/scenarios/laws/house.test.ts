import {groupOf} from '../groups.js';
import {keepsTheLaws} from './keeps-the-laws.js';

for (const scenario of groupOf('house')) {
	keepsTheLaws(scenario);
}
