type Migration = (stored: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** Step `n` turns the layout of version `n + 1` into the next one. A step, once released, is never edited. */
export const migrations: readonly Migration[] = [];

const text = {type: 'string', maxLength: 65_536} as const;
const slug = {type: 'string', pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 64} as const;
const answers = {
	type: 'object',
	additionalProperties: {anyOf: [text, {type: 'boolean'}, {type: 'array', items: text}]},
} as const;

const profile = {
	type: 'object',
	required: ['version', 'id', 'name', 'parts'],
	additionalProperties: false,
	properties: {
		version: {const: 1},
		id: slug,
		name: {type: 'string', maxLength: 200},
		router: {
			type: 'object',
			required: ['host', 'port', 'user'],
			additionalProperties: false,
			properties: {host: text, port: {type: 'integer', minimum: 1, maximum: 65_535}, user: text},
		},
		parts: {
			type: 'array',
			items: {type: 'object', required: ['id', 'scenario', 'answers'], additionalProperties: false, properties: {id: slug, scenario: slug, answers}},
		},
	},
} as const;

const compared = {type: 'object', required: ['at', 'changes'], additionalProperties: false, properties: {at: {type: 'number'}, changes: {type: 'integer'}}} as const;

/** What the file must look like. Closed everywhere: what is not named here (a password, say) cannot be saved by mistake. */
export const storedSchema = {
	version: {type: 'integer', minimum: 1},
	profiles: {
		type: 'array',
		items: {type: 'object', required: ['profile'], additionalProperties: false, properties: {profile, lastApplied: {type: 'number'}, compared}},
	},
	draft: {
		type: 'object',
		required: ['profile', 'scenario', 'answers', 'field', 'savedAt'],
		additionalProperties: false,
		properties: {profile, part: slug, scenario: slug, answers, field: text, savedAt: {type: 'number'}},
	},
} as const;

export type Migrated =
	| {readonly kind: 'current'}
	| {readonly kind: 'migrated'; readonly stored: unknown}
	| {readonly kind: 'too-new'}
	| {readonly kind: 'broken'; readonly reason: string};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Brings the text of a store file to today's layout. */
export const migrate = (file: string, steps: readonly Migration[] = migrations): Migrated => {
	let stored: unknown;
	try {
		stored = JSON.parse(file);
	} catch {
		return {kind: 'broken', reason: 'it is not JSON'};
	}

	const current = steps.length + 1;
	if (!isRecord(stored) || typeof stored.version !== 'number' || !Number.isInteger(stored.version) || stored.version < 1) {
		return {kind: 'broken', reason: 'it has no version'};
	}

	const from = stored.version;
	if (from > current) {
		return {kind: 'too-new'};
	}

	return from === current ? {kind: 'current'} : {kind: 'migrated', stored: {...steps.slice(from - 1).reduce((older, step) => step(older), stored), version: current}};
};
