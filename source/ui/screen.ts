import type {ComponentType} from 'react';
import type {Services} from './services.js';
import type {Wizard, WizardAction} from './wizard-state.js';

/** What every screen gets. */
export type ScreenProps = {
	readonly wizard: Wizard;
	readonly dispatch: (action: WizardAction) => void;
	readonly services: Services;
	readonly version: string;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	readonly onExit: () => void;
};

export type Screen = ComponentType<ScreenProps>;
