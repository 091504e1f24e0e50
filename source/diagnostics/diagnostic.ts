export type Severity = 'error' | 'warning' | 'note';

export type Position = {
	/** UTF-16 offset into the text. */
	readonly offset: number;
	/** 1-based. */
	readonly line: number;
	/** 1-based, counted in UTF-8 bytes as RouterOS counts. */
	readonly column: number;
};

export type Span = {readonly start: Position; readonly end: Position};

/** Expected trouble as a value: what is wrong, where, and what would be right. */
export type Diagnostic = {
	/** Stable, kebab-case, listed in docs/codes.md. */
	readonly code: string;
	readonly severity: Severity;
	/** One sentence that names what was found. Foreign text inside has been through `display`. */
	readonly message: string;
	/** What would be right. */
	readonly hint?: string;
	/** The field of the answers or of the profile, e.g. `destinations[2]`. */
	readonly field?: string;
	readonly span?: Span;
};

export type Result<T> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly diagnostics: readonly Diagnostic[]};

export const ok = <T>(value: T): Result<T> => ({ok: true, value});

export const fail = (...diagnostics: readonly Diagnostic[]): {readonly ok: false; readonly diagnostics: readonly Diagnostic[]} => ({ok: false, diagnostics});

export const error = (code: string, message: string, more: Partial<Pick<Diagnostic, 'hint' | 'field' | 'span'>> = {}): Diagnostic => ({code, severity: 'error', message, ...more});

export const warning = (code: string, message: string, more: Partial<Pick<Diagnostic, 'hint' | 'field' | 'span'>> = {}): Diagnostic => ({
	code,
	severity: 'warning',
	message,
	...more,
});

export const note = (code: string, message: string, more: Partial<Pick<Diagnostic, 'hint' | 'field' | 'span'>> = {}): Diagnostic => ({code, severity: 'note', message, ...more});

export const isError = (diagnostic: Diagnostic): boolean => diagnostic.severity === 'error';
