import type {Walk} from '../flow.js';
import {step} from '../flow.js';

/**
 * Whether a packet of a known connection takes FastTrack: TCP and UDP only, IPv6 from 7.18, with fast path allowed,
 * and not while there are VRFs (manual, FastTrack and VRF).
 */
export const takesFasttrack = ({flow, router}: Walk): boolean => {
	const {connection, family, protocol} = flow;
	return connection?.fasttrack !== undefined && flow.state === 'established' && protocol !== 'icmp' && router.settings.fastPath[family] && router.interfaces.vrfs.length === 0;
};

/** Says so: raw, mangle, filter, marks, rules and queues are all passed over. */
export const fasttrack = (walk: Walk): void => {
	const rule = walk.flow.connection?.fasttrack;
	step(walk, 'fasttrack', 'fasttrack', 'goes by FastTrack: past mangle, filter, marks and routing rules', rule === undefined ? {} : {rule});
};
