/**
 * Adds a release to source/routeros/schema/generated.json, or a newer patch in place of the newest one, from that
 * router's own tree: `npm run schema -- 7.25.1 inspect.json`, the file from https://tikoci.github.io/restraml (public domain).
 */
import {readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import type {Table, Tree} from './add-release.js';
import {addRelease} from './add-release.js';

const [version = '', file] = process.argv.slice(2);
if (file === undefined || !/^7\.\d+(?:\.\d+)?$/.test(version)) {
	throw new Error('usage: npm run schema -- RELEASE inspect.json');
}

const target = fileURLToPath(new URL('../../source/routeros/schema/generated.json', import.meta.url));
const table = JSON.parse(await readFile(target, 'utf8')) as Table;
const tree = JSON.parse(await readFile(file, 'utf8')) as Tree;
await writeFile(target, `${JSON.stringify(addRelease(table, version, tree))}\n`);
