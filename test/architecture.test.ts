import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {cruise} from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import {describe, expect, it} from 'vitest';

const sources = async (directory: string): Promise<readonly string[]> =>
	(await readdir(directory, {recursive: true, withFileTypes: true}))
		.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
		.map((entry) => path.join(entry.parentPath, entry.name));

describe('architecture', () => {
	it('imports follow the table of the rooms', async () => {
		const options = await extractOptions(path.resolve('.dependency-cruiser.cjs'));
		const result = await cruise(['source', 'scenarios'], options, undefined, {tsConfig: extractTsConfig(path.resolve('tsconfig.json'))});
		if (typeof result.output === 'string') {
			throw new Error(result.output);
		}

		expect(result.output.summary.totalCruised).toBeGreaterThan(50);
		expect(result.output.summary.violations.map(({rule, from, to}) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
	});

	it('only the command line touches process.argv and process.exit', async () => {
		const offenders: string[] = [];
		for (const file of await sources('source')) {
			if (!/^source\/(cli\.tsx|start\.ts)$/.test(file) && /process\.(argv|exit\b)/.test(await readFile(file, 'utf8'))) {
				offenders.push(file);
			}
		}

		expect(offenders).toEqual([]);
	});
});
