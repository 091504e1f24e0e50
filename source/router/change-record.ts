import type {Facts} from '../facts/index.js';
import type {GuardHeader, Plan} from '../plan/index.js';
import type {Clock, Random} from '../runtime/index.js';
import type {Endpoint} from '../transport/transport.js';
import type {Journal, RecordStep} from './journal.js';

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Ten characters that occur in names, comments and patterns on the router; 32 letters leave no bias. */
export const newChangeId = (random: Random): string => [...random.bytes(10)].map((byte) => letters[byte % 32] ?? 'a').join('');

type About = {
	readonly change: string;
	readonly plan: Plan;
	readonly endpoint: Endpoint;
	readonly fingerprint: string;
	readonly facts: Facts;
	readonly who: string;
	readonly clock: Clock;
};

export const headerOf = ({change, plan, facts, who, clock}: About): GuardHeader => ({
	change,
	profile: plan.profile,
	serial: facts.serial,
	base: plan.baseHash,
	want: plan.wantHash,
	by: who,
	at: new Date(clock.now()).toISOString(),
});

/** Writes the journal of one change: what is the same in all of its records is said once. */
export const journalOf =
	(journal: Journal, {change, plan, endpoint, fingerprint, facts, clock}: About): RecordStep =>
	async (state, more = {}) =>
		journal.write({
			change,
			state,
			at: clock.now(),
			profile: plan.profile,
			router: {host: endpoint.host, port: endpoint.port, user: endpoint.user, fingerprint, serial: facts.serial},
			baseHash: plan.baseHash,
			wantHash: plan.wantHash,
			...more,
		});
