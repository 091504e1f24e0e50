import type {MenuCall, Session, Steps} from '../contract.js';
import {groupPolicies} from '../store/policies.js';
import type {Context} from './context.js';

const writing: ReadonlySet<string> = new Set(['add', 'set', 'remove', 'enable', 'disable', 'move', 'comment', 'unset']);

/** Somebody else's session: their edits come between the commands of whoever is at work. */
const somebody = (aborted: () => boolean): Session => ({user: 'other', policies: new Set(groupPolicies), print: () => undefined, interactive: false, menu: '', aborted});

/** Lets others do what they have been told to do before this command. */
export function* meddle(context: Context, call: MenuCall): Steps<void> {
	const {faults} = context;
	if (faults.others.length === 0 || call.session.user === 'other' || call.menu === '/lab' || !writing.has(call.verb)) {
		return;
	}

	const now = faults.others.filter(({after}) => after <= 0);
	const later = faults.others.filter(({after}) => after > 0).map(({after, source}) => ({after: after - 1, source}));
	faults.others.splice(0, faults.others.length, ...later);
	for (const {source} of now) {
		yield* context.interpreter().run(source, somebody(call.session.aborted), {report: true, caller: 'other'});
	}
}
