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

	// What does not open a connection and belongs to none. The middle of a TCP connection is picked up, unless `loose-tcp-tracking` is off.
	const isOpening = flow.protocol === 'tcp' ? !flow.tcpFlags.includes('ack') : flow.protocol === 'udp' || flow.direction === 'original';
	const isPickedUp = flow.protocol === 'tcp' && !flow.tcpFlags.includes('syn') && router.settings.picksUp;
	if (!isOpening && !isPickedUp) {
		flow.state = 'invalid';
		step(walk, 'connection-tracking', 'invalid', 'belongs to nothing that was tracked');
		return;
	}

	flow.direction = 'original';
	flow.connection = {from: flow.from, to: flow.to};
	flow.state = 'new';
	step(walk, 'connection-tracking', 'new', 'opens a connection');
};
