import {parseDomainName, parsePrefix} from '../net/index.js';
import type {Service, ServiceGroup} from './service.js';

type Row = {
	readonly id: string;
	readonly title: string;
	readonly group: ServiceGroup;
	/** `name` with everything below it; `=name` alone. */
	readonly domains: string;
	readonly prefixes?: string;
	readonly publisher?: string;
	/** A file of the domain-list-community project (facts read off it, one list a service). */
	readonly community?: string;
};

const date = '2026-11-22';

const rows: readonly Row[] = [
	{
		id: 'netflix',
		title: 'Netflix',
		group: 'streaming',
		domains: 'netflix.com netflix.net nflxext.com nflximg.com nflximg.net nflxsearch.net nflxso.net nflxvideo.net fast.com',
		community: 'netflix',
	},
	{
		id: 'youtube',
		title: 'YouTube',
		group: 'streaming',
		domains: 'youtube.com youtu.be ytimg.com googlevideo.com youtube-nocookie.com =youtubei.googleapis.com',
		community: 'youtube',
	},
	{
		id: 'disney-plus',
		title: 'Disney+',
		group: 'streaming',
		domains: 'disneyplus.com disney-plus.net dssott.com bamgrid.com disneystreaming.com',
		community: 'disney',
	},
	{id: 'prime-video', title: 'Prime Video', group: 'streaming', domains: 'primevideo.com amazonvideo.com aiv-cdn.net', community: 'primevideo'},
	{id: 'hulu', title: 'Hulu', group: 'streaming', domains: 'hulu.com huluim.com hulustream.com', community: 'hulu'},
	{id: 'max', title: 'HBO Max', group: 'streaming', domains: 'max.com hbomax.com hbo.com hbomaxcdn.com', community: 'hbo'},
	{id: 'bbc-iplayer', title: 'BBC iPlayer', group: 'streaming', domains: 'bbc.co.uk bbc.com bbci.co.uk bbc.net.uk bidi.net.uk bbcmedia.co.uk', community: 'bbc'},
	{id: 'spotify', title: 'Spotify', group: 'streaming', domains: 'spotify.com scdn.co pscdn.co spotifycdn.com spotifycdn.net', community: 'spotify'},
	{id: 'twitch', title: 'Twitch', group: 'streaming', domains: 'twitch.tv ttvnw.net jtvnw.net live-video.net ext-twitch.tv twitchcdn.net twitchsvc.net', community: 'twitch'},
	{
		id: 'zoom',
		title: 'Zoom',
		group: 'meetings and chat',
		domains: 'zoom.us zoom.com',
		publisher: 'https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0060561',
	},
	{
		id: 'microsoft-teams',
		title: 'Microsoft Teams',
		group: 'meetings and chat',
		domains: 'teams.microsoft.com teams.cloud.microsoft lync.com',
		prefixes: '52.112.0.0/14 52.122.0.0/15 2603:1063::/38',
		publisher: 'https://learn.microsoft.com/en-us/microsoft-365/enterprise/urls-and-ip-address-ranges',
	},
	{
		id: 'google-meet',
		title: 'Google Meet',
		group: 'meetings and chat',
		domains: 'meet.google.com =meetings.googleapis.com =meetings.clients6.google.com',
		prefixes: '74.125.250.0/24 142.250.82.0/24 2001:4860:4864:5::/64 2001:4860:4864:6::/64',
		publisher: 'https://support.google.com/a/answer/1279090',
	},
	{id: 'slack', title: 'Slack', group: 'meetings and chat', domains: 'slack.com slack-edge.com slack-imgs.com slackb.com', community: 'slack'},
	{
		id: 'telegram',
		title: 'Telegram',
		group: 'meetings and chat',
		domains: 'telegram.org telegram.me t.me telesco.pe telegra.ph',
		prefixes:
			'91.108.56.0/22 91.108.4.0/22 91.108.8.0/22 91.108.16.0/22 91.108.12.0/22 149.154.160.0/20 91.105.192.0/23 91.108.20.0/22 185.76.151.0/24 2001:b28:f23d::/48 2001:b28:f23f::/48 2001:67c:4e8::/48 2001:b28:f23c::/48 2a0a:f280::/32',
		publisher: 'https://core.telegram.org/resources/cidr.txt',
	},
	{
		id: 'steam',
		title: 'Steam',
		group: 'games',
		domains: 'steampowered.com steamcommunity.com steamcontent.com steamstatic.com steamusercontent.com steam-chat.com',
		community: 'steam',
	},
	{id: 'playstation', title: 'PlayStation Network', group: 'games', domains: 'playstation.com playstation.net sonyentertainmentnetwork.com', community: 'playstation'},
	{id: 'xbox', title: 'Xbox', group: 'games', domains: 'xbox.com xboxlive.com xboxservices.com gamepass.com', community: 'xbox'},
	{id: 'github', title: 'GitHub', group: 'reference and files', domains: 'github.com github.io githubusercontent.com', community: 'github'},
	{
		id: 'wikipedia',
		title: 'Wikipedia and its sisters',
		group: 'reference and files',
		domains: 'wikipedia.org wikimedia.org wikidata.org wiktionary.org wikisource.org wikivoyage.org',
		community: 'wikimedia',
	},
	{id: 'put.io', title: 'put.io', group: 'reference and files', domains: 'put.io', publisher: 'https://put.io'},
];

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

const domainOf = (word: string): Service['domains'] => {
	const name = parseDomainName(word.replace(/^=/, ''));
	return name === undefined ? [] : [{name, subdomains: !word.startsWith('=')}];
};

/** What the wizard offers by name. */
export const services: readonly Service[] = rows.map(({id, title, group, domains, prefixes = '', publisher, community}) => ({
	id,
	title,
	group,
	domains: words(domains).flatMap(domainOf),
	prefixes: words(prefixes).flatMap((word) => parsePrefix(word) ?? []),
	source:
		publisher === undefined
			? {by: 'community' as const, url: `https://github.com/v2fly/domain-list-community/blob/master/data/${community}`}
			: {by: 'publisher' as const, url: publisher},
	date,
}));
