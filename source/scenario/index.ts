export type {Diagnostic, Result} from '../diagnostics/index.js';
// What a preset needs to say what is wrong, so that its author reads this folder and nothing else.
export {display, error, fail, isError, note, ok, warning} from '../diagnostics/index.js';
export {answerList, answerText, attached, completeAnswers, filesNamed, validateAnswers, validateField, visibleFields} from './answers.js';
export {answersSchema, fixedChoices} from './answers-schema.js';
export {parseClockTime} from './clock-time.js';
export {makeProfileId, slug} from './id.js';
export type {LineAnswer} from './line-answer.js';
export {attachmentPaths, buildProfile, parseProfile} from './profile.js';
export {addressLines, portsOf, prefixesOf} from './questions/addresses.js';
export {dnsOf, dnsQuestions, dnsQuestionsFor} from './questions/dns.js';
export {documentGiven, orDocument} from './questions/document.js';
export {closedDnsOf, closedLines, closedNetworks, closingTrouble, excepted, exceptedHosts, farEndsOf, lookupOf, upstreamOf} from './questions/kill-switch.js';
export {listing, listingQuestions, listOf} from './questions/listing.js';
export {mailQuestions, mailServersOf} from './questions/mail.js';
export {idsFor, ruleItems, ruleOf, ruleQuestions, rulesHaveNames, rulesOf, waysBy} from './questions/rules.js';
export {senderQuestions, sourcesOf} from './questions/senders.js';
export {tenantOf, tenantQuestions, tenantWarnings} from './questions/tenant.js';
export {firstWayQuestions, lastWayQuestions, tierWays} from './questions/tier-way.js';
export {shapingOf, tierQuestions, tiersHaveNames} from './questions/tiers.js';
export {carriedBy, tunnelOf, tunnelQuestions} from './questions/tunnel.js';
export {tunnelUplink} from './questions/tunnel-uplink.js';
export {bothHaveNames, play, playWay, work} from './questions/two-ways.js';
export {untrackedOf, untrackedQuestion} from './questions/untracked.js';
export {hostsQuestion, linesIpv6Question, linesQuestion, notInVrf, prefixesQuestion} from './questions/wan-lines.js';
export {probesQuestion} from './questions/wan-probes.js';
export {bystanders, linesIn, orderAlong, sourcePolicies, uplinksOf, waivedBy} from './questions/wan-uplinks.js';
export {watchedOf, watchedQuestion} from './questions/watched.js';
export {fallsBack, ipv6Question, whenDownQuestions} from './questions/when-down.js';
export {zoneQuestion, zoneResolversOf, zoneResolversQuestion} from './questions/zones.js';
export {hostText, parseRouterAddress, routerText} from './router-address.js';
export type {Rule} from './rule.js';
export type {Traffic} from './traffic.js';
export {parseTraffic, parseTrafficRule} from './traffic.js';
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
} from './types.js';
export {lineWeights, weightsOf} from './weights.js';
