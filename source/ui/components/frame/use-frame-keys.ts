import {useLayoutEffect, useRef, useState} from 'react';
import type {Press, Slot} from '../../keyboard.js';
import type {Binding} from '../../keymap.js';
import {useTerminal} from '../../terminal.js';

/** Takes the presses of a screen: its bindings first, then text, then what works everywhere. Gives back the bindings in full, and why the last press did nothing. */
export const useFrameKeys = (bindings: readonly Binding[], onText: ((press: Press) => void) | undefined): string | undefined => {
	const {keyboard} = useTerminal();
	const [notice, setNotice] = useState<string>();
	const slot = useRef<Slot>({handle: () => undefined, takesText: false});
	useLayoutEffect(() => {
		slot.current.takesText = onText !== undefined;
		slot.current.handle = (press) => {
			const found = bindings.filter(({keys}) => keys.includes(press.name) && !(onText !== undefined && press.text !== ''));
			const usable = found.find(({disabled}) => disabled === undefined);
			setNotice(usable === undefined ? found[0]?.disabled : undefined);
			if (usable !== undefined) {
				usable.run();
			} else if (found.length === 0) {
				onText?.(press);
			}
		};
	});
	useLayoutEffect(() => keyboard.attach(slot.current), [keyboard]);
	return notice;
};
