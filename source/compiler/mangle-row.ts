import type {Properties} from '../routeros/model/index.js';
import type {Own} from './own.js';

/** A row of mangle, its menu and family left to be said. */
export type Row = Omit<Own, 'menu' | 'family'>;

/** A connection is classified once, on its first packet, and never when it carries somebody else's mark (law L3). */
export const firstPacket: Properties = {'connection-state': 'new', 'connection-mark': 'no-mark'};

export const markConnection = (mark: string): Properties => ({action: 'mark-connection', 'new-connection-mark': mark, passthrough: 'yes'});
