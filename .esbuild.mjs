// Bundles the command into dist/: small ESM chunks, so that `--version` loads next to nothing and the wizard's first
// frame only what it shows. `--if-stale` builds only when a source is newer than the last build.
import {chmod, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(root, 'dist');
const stamp = path.join(out, '.built');

// What Ink brings along and the first frame does without. Together they took a third of the time until it shows.

/** Ink asks for React's developer tools only in development. */
const noDevtools = {
	name: 'no-devtools',
	setup(context) {
		context.onResolve({filter: /^react-devtools-core$/}, () => ({path: 'react-devtools-core', namespace: 'no-devtools'}));
		context.onLoad({filter: /.*/, namespace: 'no-devtools'}, () => ({contents: 'export default {connectToDevTools() {}, initialize() {}}'}));
	},
};

/** Yoga carries its WebAssembly as a text and decodes it itself where there is no `fetch`: Node's brings all of HTTP. */
const noFetch = {
	name: 'no-fetch',
	setup(context) {
		context.onLoad({filter: /yoga-wasm-base64-esm\.js$/}, async ({path: file}) => ({contents: `const fetch = undefined;${await readFile(file, 'utf8')}`}));
	},
};

/** Asked for the size of what is no terminal, where the wizard never runs; it would load the module for child processes. */
const noTerminalSize = {
	name: 'no-terminal-size',
	setup(context) {
		context.onResolve({filter: /^terminal-size$/}, () => ({path: 'terminal-size', namespace: 'no-terminal-size'}));
		context.onLoad({filter: /.*/, namespace: 'no-terminal-size'}, () => ({contents: 'export default () => ({columns: 80, rows: 24})'}));
	},
};

/** Measures most texts without the rules of Unicode, which are loaded when one needs them: see source/presentation/narrow.ts. */
const lateWidths = {
	name: 'late-widths',
	setup(context) {
		context.onResolve({filter: /^string-width$/}, async ({path: name, resolveDir, kind, pluginData}) =>
			pluginData === 'real' ? undefined : {path: (await context.resolve(name, {resolveDir, kind, pluginData: 'real'})).path, namespace: 'late-widths'},
		);
		context.onLoad({filter: /.*/, namespace: 'late-widths'}, ({path: real}) => ({
			contents: `
				import {isNarrow} from ${JSON.stringify(path.join(root, 'source/presentation/narrow.ts'))};
				export default (text, options) => {
					const shown = typeof text === 'string' && options === undefined ? text.replaceAll(/\\u001B\\[[\\d;]*m/g, '') : undefined;
					return shown !== undefined && isNarrow(shown) ? shown.length : require(${JSON.stringify(real)}).default(text, options);
				};
			`,
			resolveDir: root,
		}));
	},
};

const newest = async (target) => {
	const info = await stat(target);
	if (!info.isDirectory()) {
		return info.mtimeMs;
	}

	const entries = await readdir(target);
	const times = await Promise.all(entries.map((entry) => newest(path.join(target, entry))));
	return Math.max(info.mtimeMs, ...times);
};

const isFresh = async () => {
	try {
		const built = await stat(stamp);
		const sources = ['source', 'scenarios', 'package.json', '.esbuild.mjs'];
		const times = await Promise.all(sources.map((source) => newest(path.join(root, source))));
		return times.every((time) => time <= built.mtimeMs);
	} catch {
		return false;
	}
};

const build = async () => {
	const started = new Date();
	const esbuild = await import('esbuild');
	// Built aside and then moved, so that a failing build leaves the last good one.
	const next = path.join(root, 'node_modules', '.cache', 'detour-dist');
	await rm(next, {recursive: true, force: true});
	await mkdir(next, {recursive: true});
	await esbuild.build({
		absWorkingDir: root,
		entryPoints: ['source/cli.tsx', 'source/start.ts'],
		outdir: next,
		chunkNames: 'chunks/[name]-[hash]',
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node20.19',
		jsx: 'automatic',
		minify: true,
		keepNames: false,
		legalComments: 'none',
		define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
		// ssh2 finds its optional native parts by itself at run time.
		external: ['ssh2'],
		plugins: [noDevtools, noFetch, noTerminalSize, lateWidths],
		// CommonJS packages inside the bundle ask for node's own modules by `require`.
		banner: {js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);"},
		logLevel: 'warning',
	});
	await chmod(path.join(next, 'cli.js'), 0o755);
	await rm(out, {recursive: true, force: true});
	await rename(next, out);
	await writeFile(stamp, '');
	// A source saved while the build ran is newer than the build.
	await utimes(stamp, started, started);
};

if (!(process.argv.includes('--if-stale') && (await isFresh()))) {
	await build();
}
