import type {ExitCode} from '../diagnostics/index.js';
import type {Profile} from '../scenario/types.js';
import type {Services} from './services.js';

/** Where the wizard begins. */
export type Start = {readonly kind: 'home'} | {readonly kind: 'new'; readonly scenario?: string} | {readonly kind: 'run'; readonly profile: Profile};

export type WizardOptions = {
	readonly services: Services;
	readonly start: Start;
	readonly stdout: NodeJS.WriteStream;
	readonly stdin: NodeJS.ReadStream;
	readonly version: string;
	/** Whether box drawings and the like may be used. */
	readonly unicode: boolean;
	readonly color: boolean;
	/** Milliseconds since 1970. @default Date.now */
	readonly now?: () => number;
};

/** What is left when the wizard is gone: an exit code, and a short plain summary for the scrollback. */
export type WizardResult = {readonly exitCode: ExitCode; readonly summary: readonly string[]};
