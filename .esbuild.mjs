// Builds dist/: ESM chunks, loaded lazily. `--if-stale` does nothing when dist is newer than everything it is made of.
import {existsSync, readdirSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';

const root = import.meta.dirname;
const made = join(root, 'dist', 'cli.js');

const newest = (path) =>
	readdirSync(path, {withFileTypes: true, recursive: true}).reduce(
		(latest, entry) => (entry.isFile() ? Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs) : latest),
		0,
	);

const isStale = () => {
	const inputs = ['package.json', 'package-lock.json', '.esbuild.mjs'].map((name) => join(root, name));
	const latest = Math.max(newest(join(root, 'source')), newest(join(root, 'scenarios')), ...inputs.map((path) => (existsSync(path) ? statSync(path).mtimeMs : 0)));
	return !existsSync(made) || statSync(made).mtimeMs < latest;
};

if (!process.argv.includes('--if-stale') || isStale()) {
	const {build} = await import('esbuild');
	rmSync(join(root, 'dist'), {recursive: true, force: true});
	await build({
		absWorkingDir: root,
		entryPoints: ['source/cli.tsx', 'source/start.ts'],
		outdir: 'dist',
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node20.19',
		jsx: 'automatic',
		minify: true,
		keepNames: true,
		legalComments: 'none',
		chunkNames: 'chunks/[name]-[hash]',
		// Native or optional parts of their own: left where npm put them.
		external: ['ssh2'],
		// Ink asks for it only when DEV is set; it is no dependency of ours.
		plugins: [
			{
				name: 'no-devtools',
				setup({onResolve, onLoad}) {
					onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'none'}));
					onLoad({filter: /.*/, namespace: 'none'}, () => ({contents: 'export default {initialize() {}, connectToDevTools() {}};'}));
				},
			},
		],
		define: {'process.env.NODE_ENV': '"production"'},
		// CommonJS dependencies inside ESM chunks still ask for `require`.
		banner: {js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);"},
		logLevel: 'warning',
	});
}
