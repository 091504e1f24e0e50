export {lookUpKnownHost} from './known-hosts.js';
export type {SshAuth, SshOptions} from './ssh.js';
export {connectSsh} from './ssh.js';
export type {SshHost} from './ssh-config.js';
export {globOf, parseSshConfig, withIncludes} from './ssh-config.js';
export type {Endpoint, ExecOptions, ExecResult, HostKey, HostKeyDecision, HostKeyOffer, HostKeyPins, Transport} from './transport.js';
