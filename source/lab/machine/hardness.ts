import {parseInterfaceAddress, parseIp} from '../../net/index.js';
import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, nothing, str} from '../value.js';
import type {Act} from './context.js';
import {badArgument, choice, count, milliseconds, text} from './given.js';

const yesNo = ['yes', 'no'] as const;

/** Pulls the plug: what was written last may not have reached the flash, rows and files each for themselves. */
const powerCut: Act = (context, call): Value => {
	context.cutPower({writes: count(call, 'writes') ?? 0, files: choice(call, 'files', ['kept', 'empty', 'lost']) ?? 'kept', within: milliseconds(call, 'within') ?? 10_000});
	return nothing;
};

const clock: Act = (context, call): Value => {
	const {faults} = context;
	const in1970 = choice(call, 'boots-in-1970', yesNo);
	if (in1970 !== undefined) {
		faults.clockStartsIn1970 = in1970 === 'yes';
	}

	const after = milliseconds(call, 'ntp-after');
	if (after !== undefined) {
		faults.ntpAfter = after;
	}

	const step = (milliseconds(call, 'forward') ?? 0) - (milliseconds(call, 'back') ?? 0);
	if (step !== 0) {
		context.setNow(context.now() + step);
	}

	return nothing;
};

const scheduler: Act = (context, call): Value => {
	const bare = choice(call, 'bare-names', ['run', 'refused']);
	const shutdown = choice(call, 'at-shutdown', yesNo);
	if (bare !== undefined) {
		context.faults.bareNames = bare;
	}

	if (shutdown !== undefined) {
		context.faults.firesAtShutdown = shutdown === 'yes';
	}

	return nothing;
};

/** What a provider hands out from now on: another address, another gateway. */
const line: Act = (context, call): Value => {
	const name = text(call, 'interface');
	const [address, gateway] = [text(call, 'address'), text(call, 'gateway')];
	if (name === undefined) {
		throw new ScriptError('missing value(s) of argument(s) interface');
	}

	if (address !== undefined && parseInterfaceAddress(address) === undefined) {
		throw badArgument('address');
	}

	if (gateway !== undefined && parseIp(gateway) === undefined) {
		throw badArgument('gateway');
	}

	context.faults.lines.set(name, {...(address === undefined ? {} : {address}), ...(gateway === undefined ? {} : {gateway})});
	return nothing;
};

/** A host on the network asks the router for a name. */
const lookup: Act = (context, call): Value => {
	const name = text(call, 'name');
	if (name === undefined) {
		throw new ScriptError('missing value(s) of argument(s) name');
	}

	return array(context.dns.resolve(name).map(str));
};

/** Guests come from elsewhere from now on: what services and users let in goes by it. */
const guest: Act = (context, call): Value => {
	const address = parseIp(text(call, 'address') ?? '');
	if (address === undefined) {
		throw badArgument('address');
	}

	context.faults.guest = address;
	return nothing;
};

const other: Act = (context, call): Value => {
	const source = text(call, 'do');
	if (source === undefined) {
		throw new ScriptError('missing value(s) of argument(s) do');
	}

	context.faults.others.push({after: count(call, 'after') ?? 0, source});
	return nothing;
};

const failure: Act = (context, call): Value => {
	const command = text(call, 'command');
	if (command === undefined) {
		throw new ScriptError('missing value(s) of argument(s) command');
	}

	context.faults.failures.set(command, count(call, 'after') ?? 0);
	return nothing;
};

/** What `/lab` can do to a router that no network does. */
export const hardnessActs: Readonly<Record<string, Act>> = {
	'/lab power-cut': powerCut,
	'/lab clock': clock,
	'/lab scheduler': scheduler,
	'/lab guest': guest,
	'/lab line': line,
	'/lab lookup': lookup,
	'/lab other': other,
	'/lab failure': failure,
};
