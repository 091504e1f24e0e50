import type {Context} from './context.js';
import type {Facility} from './facility.js';

export type NetworkTime = Facility & {
	/** What the clock shows after a reboot, by what it showed before and at which uptime; both in milliseconds. */
	boot(shown: number, uptime: number): number;
};

/** Gives the right time back to a router that booted in 1970, a while after it booted: a step of many years. */
export const createNetworkTime = (context: () => Context): NetworkTime => {
	/** The real time of the boot, while the clock shows another one. */
	let booted: number | undefined;
	return {
		boot: (shown, uptime) => {
			const real = booted === undefined ? shown : booted + uptime;
			const {clockStartsIn1970} = context().faults;
			booted = clockStartsIn1970 ? real : undefined;
			return clockStartsIn1970 ? 0 : real;
		},
		next: () => (booted === undefined ? undefined : context().faults.ntpAfter),
		fire: (uptime) => {
			if (booted !== undefined) {
				context().setNow(booted + uptime);
				booted = undefined;
			}
		},
		forget: () => undefined,
	};
};
