import type {DomainName, Prefix} from '../net/index.js';

export type ServiceGroup = 'streaming' | 'meetings and chat' | 'games' | 'work and clouds' | 'reference and files';

/** A service that people know by name, and where its hosts are. */
export type Service = {
	readonly id: string;
	readonly title: string;
	readonly group: ServiceGroup;
	readonly domains: readonly {readonly name: DomainName; readonly subdomains: boolean}[];
	/** Only what the publisher itself publishes as its own. */
	readonly prefixes: readonly Prefix[];
	/** Where it is written: by the publisher, or kept by a community that watches the service. */
	readonly source: {readonly by: 'publisher' | 'community'; readonly url: string};
	/** When it was read, `2026-11-22`. */
	readonly date: string;
};
