import {piece, wrapLines} from '../../../presentation/index.js';
import {Frame} from '../../components/frame/index.js';
import {Lines} from '../../components/lines/index.js';
import {bind, meanings} from '../../keymap.js';
import type {ScreenProps} from '../../screen.js';
import {useTerminal} from '../../terminal.js';
import {words} from '../../words.js';

/** Asks once before work is left. */
export function LeaveScreen({wizard, dispatch}: ScreenProps) {
	const {onLeave} = useTerminal();
	const stay = () => dispatch({type: 'overlay', overlay: undefined});
	const kept = wizard.rerun === undefined ? words.leave.isDraft : words.leave.isRerun;
	return (
		<Frame title={words.leave.title} bindings={[bind('yes', onLeave, meanings.leave), bind('no', stay, meanings.stay), bind('back', stay, meanings.stay), bind('leave', onLeave)]}>
			{({width}) => <Lines lines={wrapLines([[], [piece(words.leave.nothingChanged)], [piece(kept)]], width)} />}
		</Frame>
	);
}
