import type {Service} from '../catalogue/index.js';
import {searchServices} from '../catalogue/index.js';
import {AppError, display, exitCodes} from '../diagnostics/index.js';
import type {Line} from '../presentation/index.js';
import {piece} from '../presentation/index.js';
import type {Command} from './command.js';
import {jsonOption} from './command.js';
import {linesText} from './lines.js';
import {printJson} from './report.js';

const json = ({id, title, group, domains, prefixes, source, date}: Service): object => ({id, title, group, domains, prefixes, source, date});

const sourceWords: Readonly<Record<Service['source']['by'], string>> = {publisher: 'published by the service itself', community: 'kept by a community that watches it'};

/** One line a service; what a single one is made of is told in full. */
const serviceLines = (service: Service, isAlone: boolean): readonly Line[] => {
	const {id, title, domains, prefixes, source, date} = service;
	const counts = [...(domains.length > 0 ? [`${domains.length} names`] : []), ...(prefixes.length > 0 ? [`${prefixes.length} prefixes`] : [])].join(', ');
	return isAlone
		? [
				[piece(`${title} (${id})`, 'strong')],
				[],
				...domains.map(({name, subdomains}): Line => [piece(`  ${subdomains ? '*.' : ''}${name}`)]),
				...prefixes.map((prefix): Line => [piece(`  ${prefix}`)]),
				[],
				[piece(`From ${source.url}, ${sourceWords[source.by]}; read on ${date}.`)],
			]
		: [[piece(`  ${id.padEnd(18)}  ${title}`), piece(`  ${counts}; ${source.by}, ${date}`, 'dim')]];
};

const listLines = (found: readonly Service[]): readonly Line[] =>
	[...new Set(found.map(({group}) => group))].flatMap((group, index) => [
		...(index === 0 ? [] : [[]]),
		[piece(group, 'heading')],
		...found.filter((service) => service.group === group).flatMap((service) => serviceLines(service, false)),
	]);

export const command: Command = {
	arguments: '[query...]',
	options: [jsonOption],
	notes: ['QUERY is looked for in titles, groups, names and prefixes. A single service is told in full.', 'Names and addresses are facts of a date: services move.'],
	async run({words, flag}, context) {
		const query = words.join(' ');
		const found = searchServices(query);
		if (flag('json')) {
			printJson(context.console, 'services', {services: found.map(json)});
			return exitCodes.done;
		}

		const [only] = found;
		if (only === undefined) {
			throw new AppError('service-unknown', `No service has "${display(query)}" in its title, group, names or prefixes.`, {
				hint: 'See them all with: detour services. What is not there can be listed by name, as in *.example.com.',
				exitCode: exitCodes.usage,
			});
		}

		context.console.out(linesText(found.length === 1 ? serviceLines(only, true) : listLines(found), context));
		return exitCodes.done;
	},
};
