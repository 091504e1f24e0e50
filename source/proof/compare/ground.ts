import {display} from '../../diagnostics/index.js';
import type {Family} from '../../net/index.js';
import {addressFamily, addressValue} from '../../net/index.js';
import type {Router} from '../../simulator/index.js';
import {addressClasses} from './address-classes.js';
import type {Assumed} from './assumed.js';
import {entrancesOf} from './entrances.js';
import type {NamedSet} from './named-sets.js';
import {listKey, ownSets, writtenSets} from './named-sets.js';
import type {Ground} from './questions.js';
import {rowBoxes} from './row-boxes.js';
import {servicesOf} from './services.js';

/** The addresses of names, and the lists that are made of names. */
const nameSets = (router: Router, side: number, family: Family, {resolved}: Assumed): readonly NamedSet[] =>
	Object.entries(resolved).flatMap(([name, addresses]) =>
		addresses
			.filter((address) => addressFamily(address) === family)
			.flatMap((address) => {
				const value = addressValue(address);
				const spans = [{first: value, last: value}];
				const lists = [...router[family].lists].filter(([, {has}]) => has(family === 4 ? Number(value) : value));
				return [{key: `name ${name}`, label: display(name), spans}, ...lists.map(([list]) => ({key: listKey(side, list), label: `list ${display(list)}`, spans}))];
			}),
	);

/** Everything of a family that rows of some routers tell apart. */
export const groundOf = (routers: readonly Router[], assumed: Assumed, family: Family, lines: ReadonlySet<string>): Ground => {
	const configurations = routers.map(({configuration}) => configuration);
	const sets = [
		...routers.flatMap((router) => ownSets(router, family, assumed.leases)),
		...routers.flatMap((router, side) => nameSets(router, side, family, assumed)),
		...configurations.flatMap((configuration, side) => writtenSets(configuration, side, family)),
	];
	const {services, leftOut} = servicesOf(configurations, family);
	return {
		entrances: entrancesOf(routers, family, lines, addressClasses(family, sets, assumed.elsewhere[family]), services, assumed.elsewhere[family], assumed.strangers[family]),
		leftOut,
		boxes: routers.map((router, side) => rowBoxes(router, side, family, services)),
	};
};
