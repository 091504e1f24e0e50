import type {Family} from '../net/index.js';
import {parsePrefix} from '../net/index.js';
import {inOrder} from '../policy/index.js';
import type {Context} from './context.js';
import {menuOf} from './context.js';
import {distance, viaOf} from './hops.js';
import type {Own} from './own.js';

/**
 * What is longer than a default wins over it: the user's own route stays as it is, and takes over should ours be gone. All
 * global addresses of IPv6 lie in one prefix (RFC 4291).
 */
const pieces: Readonly<Record<Family, readonly (readonly [role: string, text: string])[]>> = {
	4: [
		['main-low', '0.0.0.0/1'],
		['main-high', '128.0.0.0/1'],
	],
	6: [['main', '2000::/3']],
};

/** The order of lines in `main`, for everything that has no mark: FastTrack and the router itself know no other table. */
export const failoverRoutes = (context: Context): readonly Own[] =>
	context.families.flatMap((family) =>
		inOrder(context.document, family).flatMap((via, index) =>
			pieces[family].map(([role, text]): Own => {
				const {properties, volatile} = viaOf(context, via, family, true);
				return {
					id: via.id,
					role,
					family,
					menu: menuOf(family, 'route'),
					properties: {'dst-address': parsePrefix(text) ?? text, ...properties, ...distance(index)},
					volatile,
					note: `choice ${index + 1} of main: ${via.title}`,
					why: `${family === 4 ? 'Half of all addresses' : 'All global addresses'} by ${via.title} while it answers, as choice ${index + 1}. Being longer, it wins over a default route, so yours stays as it is.`,
					without: `Traffic without a mark would not take ${via.title} when it should.`,
				};
			}),
		),
	);
