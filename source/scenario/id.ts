const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Lower-case words joined by `-`, starting with a letter, or empty when nothing of the text can stay. */
export const slug = (text: string, longest = 40): string =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z\d]+/g, '-')
		.replace(/^[-\d]+/, '')
		.slice(0, longest)
		.replace(/-+$/, '');

/** Short enough that names on the router (at most 31 characters) keep room for what they name. */
export const longestSlug = 12;

/** A new profile's id, which never changes: its name shortened, and four random characters. */
export const makeProfileId = (name: string, random: Uint8Array): string => {
	const tail = [...random.slice(0, 4)].map((byte) => alphabet[byte & 31]).join('');
	return `${slug(name, longestSlug) || 'profile'}-${tail}`;
};
