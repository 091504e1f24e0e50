import {Box} from 'ink';
import {display} from '../../../diagnostics/display.js';
import type {Line} from '../../../presentation/index.js';
import {clipLines, piece, proofGroups, proofLines, wrapLines} from '../../../presentation/index.js';
import type {PlanProofs} from '../../../proof/index.js';
import type {Room} from '../../components/frame/index.js';
import {Lines} from '../../components/lines/index.js';
import type {TextState} from '../../components/text-input/index.js';
import {TextInput} from '../../components/text-input/index.js';
import {useTerminal} from '../../terminal.js';
import {words} from '../../words.js';

export type ConsentProps = {
	readonly room: Room;
	readonly proofs: PlanProofs;
	readonly risks: readonly string[];
	readonly typed: TextState;
	readonly address: string;
	readonly isWrong: boolean;
};

/** What would go wrong, and the word that says that it is wanted all the same. */
export function Consent({room: {width, height}, proofs, risks, typed, address, isWrong}: ConsentProps) {
	const {signs} = useTerminal();
	const failed = proofGroups(proofs).filter(({status}) => status === 'failed');
	const dangers: readonly Line[] = [...failed.flatMap(proofLines), ...risks.map((risk): Line => [piece(display(risk))])];
	const question: readonly Line[] = [[], words.review.consent(display(address)), ...(isWrong ? [[piece(words.review.wrongConsent, 'bad')]] : [])];
	const asked = wrapLines(question, width);
	return (
		<Box flexDirection="column">
			<Lines lines={clipLines(wrapLines([[], ...dangers], width, 4), Math.max(1, height - asked.length - 1), width, signs.cut)} />
			<Lines lines={asked} />
			<TextInput state={typed} width={width} />
		</Box>
	);
}
