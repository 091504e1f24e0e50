import {piece, wrapLines} from '../../presentation/index.js';
import {Frame} from '../components/frame/index.js';
import {Lines} from '../components/lines/index.js';
import {bind} from '../keymap.js';

/** Shown where something that a screen needs is not there. */
export function Missing({message, onBack}: {readonly message: string; readonly onBack: () => void}) {
	return (
		<Frame title="This cannot go on" bindings={[bind('back', onBack)]}>
			{({width}) => <Lines lines={wrapLines([[], [piece('Error: ', 'bad'), piece(message)]], width)} />}
		</Frame>
	);
}
