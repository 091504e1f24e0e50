declare const brand: unique symbol;

/** A DNS name in lower case without the final dot, e.g. `cdn.example.net`. IDNs as punycode. */
export type DomainName = string & {readonly [brand]: 'domain'};

const label = /^(?!-)[a-z\d_-]{1,63}(?<!-)$/;

/** A name of at least two labels; undefined for addresses, wildcards, URLs and anything else. */
export const parseDomainName = (text: string): DomainName | undefined => {
	const name = text.toLowerCase().replace(/\.$/, '');
	const labels = name.split('.');
	if (name.length > 253 || labels.length < 2 || !labels.every((part) => label.test(part)) || /^\d+$/.test(labels.at(-1) ?? '')) {
		return undefined;
	}

	return name as DomainName;
};

/** A TCP or UDP port, 1 to 65535. */
export const parsePort = (text: string): number | undefined => (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined);
