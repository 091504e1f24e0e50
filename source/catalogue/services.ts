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
		id: 'dazn',
		title: 'DAZN',
		group: 'streaming',
		domains: 'dazn.com dazn-api.com dazndn.com daznfeeds.com daznplayer.com daznservices.com indazn.com indaznlab.com',
		community: 'dazn',
	},
	{id: 'crunchyroll', title: 'Crunchyroll', group: 'streaming', domains: 'crunchyroll.com', community: 'crunchyroll'},
	{id: 'vimeo', title: 'Vimeo', group: 'streaming', domains: 'vimeo.com vimeocdn.com livestream.com', community: 'vimeo'},
	{id: 'tiktok', title: 'TikTok', group: 'streaming', domains: 'tiktok.com tiktokcdn.com tiktokv.com muscdn.com musical.ly =p16-tiktokcdn-com.akamaized.net', community: 'tiktok'},
	{id: 'soundcloud', title: 'SoundCloud', group: 'streaming', domains: 'soundcloud.com soundcloud.cloud sndcdn.com', community: 'soundcloud'},
	{id: 'deezer', title: 'Deezer', group: 'streaming', domains: 'deezer.com dzcdn.net', community: 'deezer'},
	{id: 'tidal', title: 'TIDAL', group: 'streaming', domains: 'tidal.com tidalhifi.com wimpmusic.com', community: 'tidal'},
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
	{id: 'webex', title: 'Webex', group: 'meetings and chat', domains: 'webex.com', community: 'webex'},
	{
		id: 'discord',
		title: 'Discord',
		group: 'meetings and chat',
		domains:
			'discord.com discord.gg discord.media discord.gift discord.co discord.dev dis.gd discordapp.com discordapp.net discordcdn.com discordstatus.com discord-activities.com discordactivities.com discordsays.com',
		community: 'discord',
	},
	{id: 'whatsapp', title: 'WhatsApp', group: 'meetings and chat', domains: 'whatsapp.com whatsapp.net wa.me', community: 'whatsapp'},
	{id: 'signal', title: 'Signal', group: 'meetings and chat', domains: 'signal.org', community: 'signal'},
	{
		id: 'steam',
		title: 'Steam',
		group: 'games',
		domains: 'steampowered.com steamcommunity.com steamcontent.com steamstatic.com steamusercontent.com steam-chat.com',
		community: 'steam',
	},
	{id: 'playstation', title: 'PlayStation Network', group: 'games', domains: 'playstation.com playstation.net sonyentertainmentnetwork.com', community: 'playstation'},
	{id: 'xbox', title: 'Xbox', group: 'games', domains: 'xbox.com xboxlive.com xboxservices.com gamepass.com', community: 'xbox'},
	{
		id: 'nintendo',
		title: 'Nintendo',
		group: 'games',
		domains: 'nintendo.com nintendo.net nintendo.co.jp nintendo-europe.com nintendonetwork.net nintendoswitch.com nintendoswitch.net',
		community: 'nintendo',
	},
	{id: 'epic-games', title: 'Epic Games', group: 'games', domains: 'epicgames.com fortnite.com unrealengine.com easy.ac easyanticheat.net eac-cdn.com', community: 'epicgames'},
	{
		id: 'battle-net',
		title: 'Battle.net',
		group: 'games',
		domains: 'battle.net blizzard.com blz-contentstack.com worldofwarcraft.com =blzddist1-a.akamaihd.net =blzddistkr1-a.akamaihd.net',
		community: 'blizzard',
	},
	{
		id: 'riot-games',
		title: 'Riot Games',
		group: 'games',
		domains: 'riotgames.com riotcdn.net riot.com riot.net pvp.net rstatic.net rgpub.io leagueoflegends.com lolesports.com lolstatic.com lolusercontent.com playvalorant.com',
		community: 'riot',
	},
	{id: 'ea', title: 'EA', group: 'games', domains: 'ea.com eaplay.com easports.com apexlegends.com battlefield.com battlelog.com =eaassets-a.akamaihd.net', community: 'ea'},
	{id: 'ubisoft', title: 'Ubisoft Connect', group: 'games', domains: 'ubi.com ubisoft.com ubisoftconnect.com uplay.com =ubistatic3-a.akamaihd.net', community: 'ubisoft'},
	{id: 'roblox', title: 'Roblox', group: 'games', domains: 'roblox.com rbxcdn.com rbx.com rbxinfra.net rbxtrk.com rbxlabs.com robloxlabs.com', community: 'roblox'},
	{id: 'gitlab', title: 'GitLab', group: 'work and clouds', domains: 'gitlab.com gitlab.net gitlab-static.net', community: 'gitlab'},
	{
		id: 'atlassian',
		title: 'Jira, Confluence and Bitbucket',
		group: 'work and clouds',
		domains: 'atlassian.com atlassian.net atl-paas.net bitbucket.org bitbucket.io statuspage.io',
		community: 'atlassian',
	},
	{
		id: 'docker',
		title: 'Docker Hub',
		group: 'work and clouds',
		domains: 'docker.com docker.io dockerstatic.com =docker-images-prod.6aa30f8b08e16409b46e0173d6de2f56.r2.cloudflarestorage.com',
		community: 'docker',
	},
	{
		id: 'salesforce',
		title: 'Salesforce',
		group: 'work and clouds',
		domains: 'salesforce.com force.com salesforceliveagent.com documentforce.com sfdcstatic.com sforce.com exacttarget.com marketingcloud.com',
		community: 'salesforce',
	},
	{id: 'notion', title: 'Notion', group: 'work and clouds', domains: 'notion.so notion-static.com', community: 'notion'},
	{id: 'openai', title: 'ChatGPT', group: 'work and clouds', domains: 'openai.com oaistatic.com oaiusercontent.com', community: 'openai'},
	{
		id: 'dropbox',
		title: 'Dropbox',
		group: 'work and clouds',
		domains: 'dropbox.com dropboxapi.com dropboxstatic.com dropboxusercontent.com getdropbox.com db.tt dropbox-dns.com',
		publisher: 'https://help.dropbox.com/security/official-domains',
	},
	{
		id: 'onedrive',
		title: 'OneDrive',
		group: 'work and clouds',
		domains: 'onedrive.com 1drv.com 1drv.ms livefilestore.com onedrive.live.com storage.live.com',
		community: 'onedrive',
	},
	{id: 'icloud', title: 'iCloud', group: 'work and clouds', domains: 'icloud.com icloud-content.com me.com', community: 'icloud'},
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
