import type {Service} from './service.js';
import {services} from './services.js';

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '');

/** A service by id or title, however it is spaced and cased: `Disney+`, `disney plus`, `putio`. */
export const findService = (word: string): Service | undefined => {
	const wanted = plain(word);
	return wanted === '' ? undefined : services.find(({id, title}) => plain(id) === wanted || plain(title) === wanted);
};

/** Services that hold every word of a query in their title, group, names or prefixes; all of them for none. */
export const searchServices = (query: string): readonly Service[] => {
	const exact = findService(query);
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	return exact === undefined
		? services.filter(({id, title, group, domains, prefixes}) => {
				const text = [id, title, group, ...domains.map(({name}) => name), ...prefixes].join(' ').toLowerCase();
				return words.every((word) => text.includes(word));
			})
		: [exact];
};
