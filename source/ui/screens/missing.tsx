import {piece, wrapLines} from '../../presentation/index.js';
import {Frame} from '../components/frame/index.js';
import {Lines} from '../components/lines/index.js';
import {bind} from '../keymap.js';
import {words} from '../words.js';

/** Shown where something that a screen needs is not there. */
export function Missing({message, onBack}: {readonly message: string; readonly onBack: () => void}) {
	return (
		<Frame title={words.frame.cannotGoOn} bindings={[bind('back', onBack)]}>
			{({width}) => <Lines lines={wrapLines([[], [piece(words.frame.error, 'bad'), piece(message)]], width)} />}
		</Frame>
	);
}
