export {copied, imported, renamed} from './change.js';
export type {HostKeyStore, PinnedKey} from './host-keys.js';
export {openHostKeys} from './host-keys.js';
export type {JournalFiles} from './journal-files.js';
export {openJournalFiles} from './journal-files.js';
export type {StoreOptions} from './json-store.js';
export {knownLabFingerprint, labHostKey} from './lab-key.js';
export type {ProfileStore} from './profile-store.js';
export {openProfileStore} from './profile-store.js';
