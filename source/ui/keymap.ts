/** One key of the wizard: hint line, help and what it does all come from this table. */
export type KeyEntry = {
	/** Names of presses, as `keyboard.ts` gives them. */
	readonly keys: readonly string[];
	/** How the key is written. */
	readonly label: string;
	/** One or two words for the hint line. */
	readonly word: string;
	/** One sentence for the help. */
	readonly description: string;
	/** The hint line drops the highest numbers first when it is narrow, and leaves 9 to the help. */
	readonly priority: number;
};

export const keymap = {
	choose: {keys: ['enter'], label: 'Enter', word: 'choose', description: 'Take what is marked, and go on.', priority: 0},
	toggle: {keys: [' '], label: 'Space', word: 'mark', description: 'Mark or unmark a choice.', priority: 1},
	newLine: {keys: ['enter'], label: 'Enter', word: 'new line', description: 'Begin another line; on an empty last line, or on lines as they were suggested, go on.', priority: 1},
	next: {keys: ['tab'], label: 'Tab', word: 'next', description: 'Go on to the next question.', priority: 0},
	apply: {keys: ['enter'], label: 'Enter', word: 'apply', description: 'Go on to make the change on the router. It asks once more.', priority: 0},
	save: {keys: ['s'], label: 's', word: 'save script', description: 'Write the commands into a file, without secrets. It asks first.', priority: 1},
	copyText: {keys: ['y'], label: 'y', word: 'copy', description: 'Copy the commands, if your terminal takes them (OSC 52). Secrets are not in them.', priority: 8},
	page: {keys: ['o'], label: 'o', word: 'pager', description: 'Read the commands in your pager, $PAGER or less. Secrets are not in them.', priority: 8},
	edit: {
		keys: ['e'],
		label: 'e',
		word: 'editor',
		description: 'Open a copy of the commands in your editor, $VISUAL or $EDITOR. It is for reading: what you change there changes nothing here.',
		priority: 8,
	},
	edits: {
		keys: ['d'],
		label: 'd',
		word: 'keep edits',
		description: 'Rows of this profile stand otherwise on the router: say of each whether it stays as it is there. The others are repaired.',
		priority: 2,
	},
	views: {keys: ['tab', 'right'], label: 'Tab', word: 'next view', description: 'Show the next view of the same change; Left and Right go through them too.', priority: 1},
	viewBefore: {keys: ['left'], label: 'Left', word: 'view before', description: 'Show the view before.', priority: 9},
	more: {keys: ['right'], label: 'Left Right', word: 'time', description: 'Less or more time to decide before the router undoes the change by itself.', priority: 1},
	less: {keys: ['left'], label: 'Left Right', word: 'time', description: 'Less or more time to decide before the router undoes the change by itself.', priority: 1},
	keep: {keys: ['k'], label: 'k', word: 'keep', description: 'Keep the change for good.', priority: 1},
	undo: {keys: ['u', 'ctrl+c'], label: 'u', word: 'undo', description: 'Undo the change now. Ctrl-C does the same.', priority: 1},
	stop: {keys: ['ctrl+c'], label: 'Ctrl-C', word: 'stop', description: 'Stop, and undo what was done.', priority: 1},
	yes: {keys: ['y'], label: 'y', word: 'yes', description: 'Yes.', priority: 0},
	no: {keys: ['n'], label: 'n', word: 'no', description: 'No.', priority: 0},
	rename: {keys: ['r'], label: 'r', word: 'rename', description: 'Give the marked profile another name. What is on a router stays as it is.', priority: 5},
	copy: {keys: ['c'], label: 'c', word: 'copy', description: 'Begin another profile with the answers of the marked one.', priority: 5},
	remove: {keys: ['d'], label: 'd', word: 'delete', description: 'Delete the marked profile here. The router is not touched.', priority: 4},
	parts: {keys: ['p'], label: 'p', word: 'parts', description: 'The parts of this profile: add another job to it, change one, put them in another order.', priority: 2},
	add: {keys: ['a'], label: 'a', word: 'add a part', description: 'Add another job to this profile.', priority: 1},
	raise: {keys: ['shift+up', 'K'], label: 'K J', word: 'order', description: 'Move the marked part up or down; Shift-Up and Shift-Down do the same.', priority: 2},
	lower: {keys: ['shift+down', 'J'], label: 'K J', word: 'order', description: 'Move the marked part up or down; Shift-Up and Shift-Down do the same.', priority: 2},
	up: {keys: ['up', 'k'], label: 'Up Down', word: 'move', description: 'Move the mark; k and j do the same.', priority: 4},
	down: {keys: ['down', 'j'], label: 'Up Down', word: 'move', description: 'Move the mark; k and j do the same.', priority: 4},
	lineUp: {keys: ['up', 'k'], label: 'Up Down', word: 'scroll', description: 'Scroll by a line; k and j do the same.', priority: 4},
	lineDown: {keys: ['down', 'j'], label: 'Up Down', word: 'scroll', description: 'Scroll by a line; k and j do the same.', priority: 4},
	pageUp: {keys: ['pageup', 'b'], label: 'PgUp PgDn', word: 'page', description: 'Scroll by a page; b and Space do the same.', priority: 7},
	pageDown: {keys: ['pagedown', ' '], label: 'PgUp PgDn', word: 'page', description: 'Scroll by a page; b and Space do the same.', priority: 7},
	jumpBack: {keys: ['pageup'], label: 'PgUp PgDn', word: 'jump', description: 'Move the mark by several rows.', priority: 9},
	jump: {keys: ['pagedown'], label: 'PgUp PgDn', word: 'jump', description: 'Move the mark by several rows.', priority: 9},
	first: {keys: ['home', 'g'], label: 'Home End', word: 'ends', description: 'To the beginning or the end; g and G do the same.', priority: 9},
	last: {keys: ['end', 'G'], label: 'Home End', word: 'ends', description: 'To the beginning or the end; g and G do the same.', priority: 9},
	filter: {keys: ['/'], label: '/', word: 'filter', description: 'Show only the choices that hold what you type. Esc shows all again.', priority: 3},
	back: {keys: ['escape', 'shift+tab'], label: 'Esc', word: 'back', description: 'One step back. Answers and cursor are kept. Shift-Tab does the same.', priority: 0},
	help: {keys: ['?'], label: '?', word: 'help', description: 'Show or hide this help.', priority: 0},
	quit: {keys: ['q'], label: 'q', word: 'quit', description: 'Leave Detour.', priority: 5},
	leave: {keys: ['ctrl+c'], label: 'Ctrl-C', word: 'leave', description: 'Leave. Asks first when there is work to lose.', priority: 6},
} satisfies Record<string, KeyEntry>;

export type KeyId = keyof typeof keymap;

/** What a key is called where it does something of a screen's own. */
export const meanings = {
	useFilter: {word: 'use filter', description: 'Keep the filter and go back to the list.'},
	showAll: {word: 'show all', description: 'Close the filter and show all rows.'},
	next: {word: 'next'},
	close: {word: 'close'},
	leave: {word: 'leave', description: 'Leave Detour.'},
	stay: {word: 'stay', description: 'Go on where you were.'},
	deleteProfile: {word: 'delete it'},
	rename: {word: 'rename', description: 'Take this name.'},
	copy: {word: 'copy', description: 'Take this name.'},
	connect: {word: 'connect'},
	trust: {word: 'trust it'},
	distrust: {word: 'stop'},
	logIn: {word: 'log in'},
	stopConnecting: {word: 'stop connecting'},
	tryAgain: {word: 'try again'},
	toAddress: {word: 'the address'},
	toRouters: {word: 'another router'},
	goOn: {word: 'go on'},
	takePath: {word: 'take it', description: 'Open the marked folder, or take the marked file.'},
	changePart: {word: 'change'},
	removePart: {word: 'remove', description: 'Take the marked part out of the profile.'},
	removeIt: {word: 'remove it'},
	toReview: {word: 'review', description: 'Go on to the review.'},
	consent: {word: 'go on', description: 'Go on, if what is typed is the address of the router.'},
	takeEdits: {word: 'compare again'},
	trace: {word: 'trace', description: 'Show the way of the packet behind the marked claim, rule by rule.'},
	closeTrace: {description: 'Back to the claims.'},
	applyDespite: {
		word: 'apply all the same',
		description: 'A claim fails: look at the view "Where packets go". To go on all the same it asks for the address of the router.',
	},
	saveWritten: {word: 'save and finish', description: 'The commands are in the file: save the profile.'},
	saveUnchanged: {word: 'save and finish', description: 'There is nothing to change: save the profile.'},
	makeChange: {word: 'make the change', description: 'Make the change, armed with its undo.'},
	finish: {word: 'finish', description: 'Leave Detour.'},
	backToReview: {word: 'to the review', description: 'Back to the review; all answers are kept.'},
	toHome: {word: 'home', description: 'Back to the first screen.'},
} satisfies Record<string, Partial<Pick<KeyEntry, 'word' | 'description'>>>;

/** A key in its place: what it does here, or why it does nothing here. */
export type Binding = KeyEntry & {readonly id: KeyId; readonly run: () => void /** Why it cannot be used now. */; readonly disabled?: string};

/** Binds a key of the table to what it does on a screen. */
export const bind = (id: KeyId, run: () => void, here: {readonly word?: string; readonly description?: string; readonly disabled?: string | undefined} = {}): Binding => {
	const {disabled, ...words} = here;
	return {...keymap[id], ...words, id, run, ...(disabled === undefined ? {} : {disabled})};
};

/** Bindings as they are told: two keys that belong together (`Up Down`) are told once. */
export const told = (bindings: readonly Binding[]): readonly Binding[] =>
	bindings.filter(({label, word}, index) => bindings.findIndex((other) => other.label === label && other.word === word) === index);
