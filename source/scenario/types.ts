import type {Diagnostic, Result, Secret} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import type {PolicyDocument} from '../policy/document.js';

/** What a person answered, by field id. JSON; strings for text fields, string arrays for lists and multiple choices. */
export type Answers = Readonly<Record<string, AnswerValue>>;
export type AnswerValue = string | boolean | readonly string[];

export type Choice = {
	readonly value: string;
	readonly title: string;
	readonly help?: string;
	/** The heading that it stands under in long lists, together with its neighbours of the same group. */
	readonly group?: string;
	/** Shown but not to be chosen, and why. */
	readonly disabled?: string;
};

type FieldBase = {
	readonly id: string;
	readonly title: string;
	/** The heading that it stands under, together with its neighbours of the same section. */
	readonly section?: string;
	/** One or two lines that teach. */
	readonly help: string;
	/** Shown only when this holds; a hidden field's answer is ignored. */
	readonly visible?: (answers: Answers, facts: Facts, attachments?: Attachments) => boolean;
	/** A default from the router's facts, where there is one, and where it came from. */
	readonly suggest?: (answers: Answers, facts: Facts) => Suggestion | undefined;
	/** Trouble with one value, as one types. Runs after the kind's own check. */
	readonly check?: (value: AnswerValue, answers: Answers, facts: Facts, attachments?: Attachments) => readonly Diagnostic[];
	readonly optional?: boolean;
};

export type Suggestion = {readonly value: AnswerValue; readonly because: string};

type ChoiceFrom = {
	readonly choices: (answers: Answers, facts: Facts) => readonly Choice[];
	/** The choices are what this router happens to have, not what there can be: no enumeration in the schema of the answers. */
	readonly fromRouter?: boolean;
};

export type Field =
	| (FieldBase & {readonly kind: 'text'; readonly placeholder?: string})
	| (FieldBase & ChoiceFrom & {readonly kind: 'choice'})
	| (FieldBase & ChoiceFrom & {readonly kind: 'choices'})
	/** Lines of text: addresses, names, prefixes. */
	| (FieldBase & {readonly kind: 'lines'; readonly placeholder?: string})
	| (FieldBase & {readonly kind: 'confirm'})
	/** A path to a file whose content an importer reads; the answer is the path. */
	| (FieldBase & {readonly kind: 'file'; readonly placeholder?: string});

/** Files named in answers, already read: path -> text. Effects stay outside of scenarios. */
export type Attachments = Readonly<Record<string, string>>;

export type Example = {readonly id: string; readonly title: string; readonly answers: Answers; readonly attachments?: Attachments; readonly facts: Facts};

export type BuildContext = {readonly partId: string; readonly facts: Facts; readonly attachments: Attachments};

/** A built part: the document, and the secrets it names, which must go nowhere but to the router. */
export type Built = {readonly document: PolicyDocument; readonly secrets: ReadonlyMap<string, Secret>; readonly warnings: readonly Diagnostic[]};

/** What presets stand together under in lists; the presets' own order is the order of the groups, too. */
export type ScenarioGroup = 'VPN and privacy' | 'Several lines' | 'Bandwidth' | 'Separation and safety' | 'Upkeep' | 'Free form';

export interface Scenario {
	readonly id: string;
	readonly title: string;
	readonly summary: string;
	readonly group: ScenarioGroup;
	/** The section of the guide it implements. */
	readonly guide: string;
	/** What it changes and why: a few short paragraphs. */
	readonly about: readonly string[];
	readonly fields: readonly Field[];
	readonly examples: readonly Example[];
	/** Answers are complete and valid: `buildProfile` sees to it. */
	build(answers: Answers, context: BuildContext): Result<Built>;
	/** The question that something of the document comes from, and the line of it (`rules[2]`), where names of the document are not those of questions. */
	askedIn?(item: string, answers: Answers): string | undefined;
}

export type ProfileRouter = {readonly host: string; readonly port: number; readonly user: string};

export type ProfilePart = {readonly id: string; readonly scenario: string; readonly answers: Answers};

/** A saved, named list of scenario parts with their answers, and the router that they are for. The id never changes. */
export type Profile = {
	readonly version: 1;
	readonly id: string;
	readonly name: string;
	readonly router?: ProfileRouter;
	readonly parts: readonly ProfilePart[];
};

/** A profile that is kept, when it was last applied, and what the last look at its router found (milliseconds since 1970). */
export type StoredProfile = {readonly profile: Profile; readonly lastApplied?: number; readonly compared?: {readonly at: number; readonly changes: number}};

/** Where a person was when the wizard ended early. No secret in it. */
export type Draft = {
	readonly profile: Profile;
	/** The part that was asked about. @default the first */
	readonly part?: string;
	readonly scenario: string;
	readonly answers: Answers;
	readonly field: string;
	readonly savedAt: number;
};
