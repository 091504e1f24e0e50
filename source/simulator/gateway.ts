import type {Ip} from '../net/index.js';
import {parseIp} from '../net/index.js';

/** One next hop as a route names it: `address`, `interface`, `address%interface`, each with `@table`. */
export type Gateway = {readonly ip?: Ip; readonly interface?: string; readonly table: string};

/** Reads one next hop; a bare address is looked for in `main`, whatever table the route is in (manual, IP Routing). */
export const parseGateway = (text: string): Gateway => {
	const at = text.lastIndexOf('@');
	const table = at < 0 ? 'main' : text.slice(at + 1);
	const rest = at < 0 ? text : text.slice(0, at);
	const percent = rest.indexOf('%');
	const ip = parseIp(percent < 0 ? rest : rest.slice(0, percent));
	const name = percent < 0 ? (ip === undefined ? rest : undefined) : rest.slice(percent + 1);
	return {table, ...(ip === undefined ? {} : {ip}), ...(name === undefined ? {} : {interface: name})};
};
