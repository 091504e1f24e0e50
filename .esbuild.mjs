// Bundles the command into dist/: small ESM chunks, so that `--version` loads next to nothing and the wizard's first
// frame only what it shows. `--if-stale` builds only when a source is newer than the last build.
import {chmod, mkdir, readdir, rename, rm, stat, utimes, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(root, 'dist');
const stamp = path.join(out, '.built');

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
		plugins: [
			{
				// Ink asks for React's developer tools only in development.
				name: 'no-devtools',
				setup(context) {
					context.onResolve({filter: /^react-devtools-core$/}, () => ({path: 'react-devtools-core', namespace: 'none'}));
					context.onLoad({filter: /.*/, namespace: 'none'}, () => ({contents: 'export default {connectToDevTools() {}, initialize() {}}', loader: 'js'}));
				},
			},
		],
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
