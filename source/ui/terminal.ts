import {createContext, useContext} from 'react';
import type {Line} from '../presentation/line.js';
import type {Keyboard} from './keyboard.js';
import type {Binding} from './keymap.js';
import type {Signs} from './theme.js';
import {signsOf} from './theme.js';

/** The keys of the screen that help was asked for, and what it asks. */
export type HelpAsked = {readonly keys: readonly Binding[]; readonly about: string | undefined};

/** What every component may know of the terminal and of where in the wizard it stands. */
export type Terminal = {
	readonly columns: number;
	readonly rows: number;
	readonly unicode: boolean;
	readonly color: boolean;
	/** What shows is read aloud, by roles and states instead of signs, and without pictures. */
	readonly isSpoken: boolean;
	readonly signs: Signs;
	readonly keyboard: Keyboard;
	/** Top line of every screen, and the same to be read aloud. */
	readonly header: Line;
	readonly whereabouts: string;
	/** The last resort of keys: help and leaving. */
	readonly onHelp: (asked: HelpAsked) => void;
	/** What help was asked for. */
	readonly help: HelpAsked;
	readonly onLeave: () => void;
	/** Takes everything off the terminal while another program has it. */
	readonly lend: <T>(work: () => Promise<T>) => Promise<T>;
};

const nothing = () => undefined;

/** Harmless by default, so that a component renders alone. */
export const TerminalContext = createContext<Terminal>({
	columns: 80,
	rows: 24,
	unicode: true,
	color: false,
	isSpoken: false,
	signs: signsOf(true),
	keyboard: {press: nothing, attach: () => nothing, hold: nothing},
	header: [],
	whereabouts: '',
	onHelp: nothing,
	help: {keys: [], about: undefined},
	onLeave: nothing,
	lend: (work) => work(),
});

export const useTerminal = (): Terminal => useContext(TerminalContext);
