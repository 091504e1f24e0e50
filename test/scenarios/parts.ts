import type {Answers, Profile} from '../../source/scenario/index.js';
import {example} from '../compiler/build.js';

export type Parts = Readonly<Record<string, Answers>>;

/** A profile of several parts, in the order in which they are named. */
export const profileOf = (parts: Parts): Profile => ({
	version: 1,
	id: 'all-x7k2',
	name: 'all',
	parts: Object.entries(parts).map(([scenario, answers], index) => ({id: `p${index + 1}`, scenario, answers})),
});

/** The router of the house, and its zones. */
export const {facts, answers: zones} = example('security-zones/house');

export const streaming: Answers = {
	tunnel: 'existing',
	interface: 'wg-exit',
	services: ['netflix'],
	destinations: ['203.0.113.0/24', '2001:db8:cafe::/48'],
	networks: ['bridge', 'vlan30-tv'],
	'when-down': 'block',
	names: 'forward',
	redirect: true,
};
export const watching: Answers = {
	hosts: ['9.9.9.11 VPN via wg-exit', '10.0.10.20 NAS'],
	patience: 'minute',
	tell: ['mail'],
	'mail-to': 'anna@example.com',
	'mail-settings': 'router',
};
export const keeping: Answers = {
	forms: ['export'],
	every: 'day',
	at: '03:15',
	keep: '7',
	mail: true,
	'mail-to': 'anna@example.com',
	'mail-settings': 'router',
	managers: ['10.0.10.7'],
	'manager-ports': '22',
};
export const plain: Answers = {untracked: ['10.0.10.0/26 10.0.10.128/26'], fasttrack: true};

/** What one house may want all at once. */
export const house: Parts = {'vpn-split-tunnel': streaming, 'security-zones': zones, watch: watching, 'safe-keeping': keeping};
