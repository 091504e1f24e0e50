import {createHash} from 'node:crypto';

/** How long the lab's internet lets a name be remembered: one to five minutes, always the same for a name; in milliseconds. */
export const inventTtl = (name: string): number => {
	const [a = 0] = createHash('sha256').update(`ttl ${name}`).digest();
	return 60_000 + (a % 9) * 30_000;
};

const neverResolves = /(^|\.)(invalid|test|localhost|example)$/;

/**
 * The addresses that the lab's internet has for a name: always the same ones, from ranges that are nobody's
 * (RFC 2544, RFC 3849). Names under `invalid` and `test` have none, as everywhere (RFC 6761).
 */
export const inventAddresses = (name: string): readonly string[] => {
	const domain = name.toLowerCase().replace(/\.$/, '');
	if (!domain.includes('.') || neverResolves.test(domain)) {
		return [];
	}

	const [a = 0, b = 0, c = 0, d = 0] = createHash('sha256').update(domain).digest();
	return [`198.${18 + (a % 2)}.${b}.${c === 0 ? 1 : c}`, `2001:db8:5${(d % 16).toString(16)}::${(b * 256 + c + 1).toString(16)}`];
};
