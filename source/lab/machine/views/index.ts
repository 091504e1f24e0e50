import type {View} from '../../store/view.js';
import type {Context} from '../context.js';
import {firewallReaders} from './firewall.js';
import {interfaceReaders} from './interfaces.js';
import {ipReaders} from './ip.js';
import type {Reader} from './row.js';
import {kept} from './row.js';
import {systemReaders} from './system.js';

const readers: Readonly<Record<string, Reader>> = {...firewallReaders, ...interfaceReaders, ...ipReaders, ...systemReaders};

/** The rows of a menu as they are read, in order. */
export const viewsOf = (context: Context, menu: string): readonly View[] => (readers[menu] ?? kept)(context, menu);
