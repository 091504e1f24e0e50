import type {Store} from './store.js';

/** Names of the interfaces in a list; lists that a list includes count too. */
const membersOf = (store: Store, list: string, seen: readonly string[] = []): readonly string[] => {
	if (seen.includes(list)) {
		return [];
	}

	const members = store.rows('/interface/list/member').flatMap(({properties}) => (properties.list === list && properties.disabled !== 'yes' ? [properties.interface ?? ''] : []));
	const included = store.rows('/interface/list').find(({properties}) => properties.name === list)?.properties.include ?? '';
	return [...members, ...included.split(',').flatMap((one) => (one === '' ? [] : membersOf(store, one, [...seen, list])))];
};

/** The VRF of an interface: that of the first row which takes it, in the order of the menu (the manual). */
export const vrfReader = (store: Store): ((name: string) => string) => {
	const rows = store.rows('/ip/vrf').filter(({properties}) => properties.disabled !== 'yes');
	if (rows.length < 2) {
		return () => 'main';
	}

	const taken = rows.map(({properties: {name = '', interfaces = ''}}) => {
		const words = interfaces.split(',');
		return {name, all: words.includes('all'), names: new Set(words.flatMap((word) => [word, ...membersOf(store, word)]))};
	});
	return (name) => taken.find(({all, names}) => all || names.has(name))?.name ?? 'main';
};
