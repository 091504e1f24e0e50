import {display} from '../../diagnostics/index.js';
import type {Connection, Walk} from '../flow.js';
import {step} from '../flow.js';

/** Finds or makes the connection of a packet, unless raw or the settings took it out of tracking. */
export const track = (walk: Walk, known: Connection | undefined): void => {
	const {flow, router} = walk;
	if (flow.state === 'untracked' || !router.settings.tracks) {
		flow.state = 'untracked';
		step(walk, 'connection-tracking', 'untracked', 'belongs to no connection');
		return;
	}

	if (known !== undefined) {
		flow.connection = known;
		flow.state = 'established';
		step(walk, 'connection-tracking', 'established', `belongs to a known connection${known.mark === undefined ? '' : `, marked ${display(known.mark)}`}`);
		return;
	}

	// An answer to what was not tracked: only UDP can open a connection so.
	if (flow.direction === 'reply' && flow.protocol !== 'udp') {
		flow.state = 'invalid';
		step(walk, 'connection-tracking', 'invalid', 'answers something that was not tracked');
		return;
	}

	flow.direction = 'original';
	flow.connection = {from: flow.from, to: flow.to};
	flow.state = 'new';
	step(walk, 'connection-tracking', 'new', 'opens a connection');
};
