// The import table of docs/architecture.md: a room may import itself and the rooms named here, nothing else.
const rooms = {
	net: [],
	diagnostics: [],
	runtime: [],
	facts: ['net'],
	'routeros/syntax': ['diagnostics'],
	'routeros/schema': ['net', 'diagnostics', 'facts'],
	'routeros/versions': ['routeros/schema', 'facts'],
	'routeros/model': ['routeros/syntax', 'routeros/schema', 'routeros/versions', 'facts', 'net', 'diagnostics'],
	catalogue: ['net', 'diagnostics'],
	policy: ['catalogue', 'facts', 'net', 'diagnostics'],
	compiler: ['policy', 'routeros', 'facts', 'net', 'diagnostics'],
	scenario: ['policy', 'catalogue', 'facts', 'net', 'diagnostics'],
	simulator: ['routeros', 'facts', 'net', 'diagnostics'],
	plan: ['compiler/fragment', 'routeros', 'facts', 'net', 'diagnostics'],
	proof: ['policy', 'simulator', 'plan', 'routeros', 'facts', 'net', 'diagnostics'],
	transport: ['net', 'diagnostics', 'runtime'],
	router: ['transport/transport', 'compiler/fragment', 'routeros', 'plan', 'facts', 'net', 'diagnostics', 'runtime'],
	lab: ['routeros/syntax', 'routeros/schema', 'routeros/versions', 'routeros/model/configuration', 'simulator', 'facts', 'net', 'diagnostics', 'runtime'],
	profiles: ['scenario', 'net', 'diagnostics', 'runtime'],
	presentation: ['net', 'diagnostics', 'facts', 'routeros', 'catalogue', 'policy', 'compiler', 'scenario', 'simulator', 'plan', 'proof'],
	ui: ['presentation', 'net', 'diagnostics', 'facts', 'routeros', 'catalogue', 'policy', 'compiler', 'scenario', 'simulator', 'plan', 'proof'],
};

const escaped = (text) => text.replaceAll('/', '\\/');

const forbidden = Object.entries(rooms).map(([room, allowed]) => ({
	name: `room-${room.replaceAll('/', '-')}`,
	severity: 'error',
	from: {path: `^source/${escaped(room)}/`},
	to: {
		path: '^(source|scenarios)/',
		pathNot: `^source/(${[room, ...allowed].map(escaped).join('|')})(/|\\.ts$)`,
	},
}));

module.exports = {
	forbidden: [
		...forbidden,
		{name: 'scenarios', severity: 'error', from: {path: '^scenarios/'}, to: {path: '^source/', pathNot: '^source/(scenario|policy|catalogue|facts|net|diagnostics)/'}},
		{name: 'claims-are-not-the-compilers', severity: 'error', from: {path: '^source/compiler/'}, to: {path: '^source/policy/claims'}},
		{name: 'ui-has-no-effects', severity: 'error', from: {path: '^source/ui/'}, to: {path: '^source/(transport|router|profiles|lab|commands)/'}},
		{name: 'ui-has-no-node', severity: 'error', from: {path: '^source/ui/'}, to: {dependencyTypes: ['core']}},
		{
			name: 'pure-rooms-have-no-packages',
			severity: 'error',
			from: {path: '^(source/(net|diagnostics|runtime|facts|routeros|catalogue|policy|compiler|scenario|simulator|plan|proof|presentation)|scenarios)/'},
			to: {dependencyTypes: ['npm'], pathNot: 'node_modules/(string-width|zod)/'},
		},
		{name: 'presets-only-through-commands', severity: 'error', from: {path: '^source/', pathNot: '^source/commands/'}, to: {path: '^scenarios/'}},
		{
			name: 'commands-only-through-the-command-line',
			severity: 'error',
			from: {path: '^source/', pathNot: '^source/(commands/|cli\\.tsx$|start\\.ts$)'},
			to: {path: '^source/commands/'},
		},
		{name: 'no-cycles', severity: 'error', from: {}, to: {circular: true, viaOnly: {dependencyTypesNot: ['type-only']}}},
		{name: 'nothing-unresolved', severity: 'error', from: {}, to: {couldNotResolve: true}},
	],
	options: {
		doNotFollow: {path: 'node_modules'},
		tsPreCompilationDeps: true,
		tsConfig: {fileName: 'tsconfig.json'},
		enhancedResolveOptions: {exportsFields: ['exports'], extensions: ['.ts', '.tsx', '.js', '.json'], conditionNames: ['import', 'node', 'default', 'types']},
	},
};
