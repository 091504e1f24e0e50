export {answersSchema} from './answers-schema.js';
export {answerList, answerText, completeAnswers, validateAnswers, validateField, visibleFields} from './answers.js';
export {makeProfileId, slug} from './id.js';
export type {WireguardConf} from './importers/wireguard-conf.js';
export {readWireguardConf} from './importers/wireguard-conf.js';
export {attachmentPaths, buildProfile, parseProfile} from './profile.js';
export type {
	Answers,
	AnswerValue,
	Attachments,
	BuildContext,
	Built,
	Choice,
	Example,
	Field,
	Profile,
	ProfilePart,
	ProfileRouter,
	Scenario,
	Suggestion,
} from './types.js';
