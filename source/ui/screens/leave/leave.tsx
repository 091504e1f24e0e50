import {piece, wrapLines} from '../../../presentation/index.js';
import {Frame} from '../../components/frame/index.js';
import {Lines} from '../../components/lines/index.js';
import {bind} from '../../keymap.js';
import type {ScreenProps} from '../../screen.js';
import {useTerminal} from '../../terminal.js';

/** Asks once before work is left. */
export function LeaveScreen({wizard, dispatch}: ScreenProps) {
	const {onLeave} = useTerminal();
	const stay = () => dispatch({type: 'overlay', overlay: undefined});
	const kept = wizard.isRerun ? 'What you changed in the answers since is not saved.' : 'Your answers are kept as a draft and offered next time. Passwords and keys are not.';
	return (
		<Frame
			title="Leave Detour?"
			bindings={[
				bind('yes', onLeave, {word: 'leave', description: 'Leave Detour.'}),
				bind('no', stay, {word: 'stay', description: 'Go on where you were.'}),
				bind('back', stay, {word: 'stay'}),
				bind('leave', onLeave),
			]}
		>
			{({width}) => <Lines lines={wrapLines([[], [piece('Nothing was changed on the router by this job.')], [piece(kept)]], width)} />}
		</Frame>
	);
}
