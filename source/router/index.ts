// guardedApply(options: ApplyOptions): AsyncGenerator<ApplyEvent>
// ApplyOptions = {transport, reconnect(): Promise<Transport>, endpoint, plan, fragment?: Fragment (left out when removing),
//   secrets: ReadonlyMap<ref, Secret>, facts, journal: Journal, clock, random, confirmWithin (seconds), decide, signal?, who}
export type {ApplyOptions} from './apply.js';
export {guardedApply} from './apply.js';
// discover(transport, {user}?): Promise<Facts>    AppError `not-routeros`, `release-too-old`
export {discover} from './discover.js';
// readChangeUnderWay(transport): Promise<Diagnostic | undefined>   `change-in-progress`, and whose it is
export {readChangeUnderWay} from './holder.js';
// Journal {write(record): Promise<void>}; isOpen(records): boolean; parseJournal(records: readonly unknown[]): readonly JournalRecord[]
export type {Journal, JournalRecord, JournalState} from './journal.js';
export {isOpen, parseJournal} from './journal.js';
// uncovered(facts): AppError | undefined   why a restart would leave a change as it is (device-mode): consent goes in as `isUncovered`
export {uncovered} from './preflight.js';
// readMenus(transport, menus): Promise<Configuration>; readPublicKeys(transport): Promise<ReadonlyMap<name, key>>
export {readMenus, readPublicKeys} from './read-menus.js';
// recover({transport, endpoint, records: readonly JournalRecord[] of this router, journal, clock, decide?, signal?}): AsyncGenerator<ApplyEvent>
export type {RecoverOptions} from './recover.js';
export {recover} from './recover.js';
export type {ProofCheck} from './verify/verify.js';
