import type {Service} from './service.js';
import {services} from './services.js';

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '');

/** A service by id or title, however it is spaced and cased: `Disney+`, `disney plus`, `putio`. */
export const findService = (word: string): Service | undefined => {
	const wanted = plain(word);
	return wanted === '' ? undefined : services.find(({id, title}) => plain(id) === wanted || plain(title) === wanted);
};
