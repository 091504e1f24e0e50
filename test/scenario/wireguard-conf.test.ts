import {inspect} from 'node:util';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readWireguardConf} from '../../source/scenario/importers/wireguard-conf.js';
import {isWireguardKey, publicKeyOf} from '../../source/scenario/importers/wireguard-key.js';

// Keys made for these tests; the first pair belongs together.
const privateKey = 'OJeD58AUonBE3FAK6XkLlhkDmjv77ke8LE38ZopTZHY=';
const publicKey = 'ShASloD7HQTUSDzAj4ttAMqoO6l8CAoeDJO1lYax+kk=';
const peerKey = 'n3srpRW3m2iiUQfAkSoAQMDipyo3hsgzMCzKJUw62U4=';
const otherKey = 'ZlLKKvBgx1Uib9811FyXQ1Q6bxb8sAv2F/k8isqgxyY=';
const presharedKey = 'qET5V9Zh7+iehjm1CRrPbF/fXQcJYziaQvdjpRkBk34=';

const file = (own: string, ...peers: readonly string[]): string => [`[Interface]\nPrivateKey = ${privateKey}\n${own}`, ...peers.map((peer) => `[Peer]\n${peer}`)].join('\n');
const peer = `PublicKey = ${peerKey}\nAllowedIPs = 0.0.0.0/0, ::/0\nEndpoint = vpn.example.net:51820`;

const read = (text: string) => {
	const conf = readWireguardConf(text, 'p1.vpn');
	if (!conf.ok) {
		throw new Error(conf.diagnostics.map(({message}) => message).join('\n'));
	}

	return conf.value;
};

const messages = (text: string): readonly string[] => {
	const conf = readWireguardConf(text, 'p1.vpn');
	return conf.ok ? [] : conf.diagnostics.map(({message}) => message);
};

describe('keys', () => {
	it('has the public key of a private one', () => {
		expect(publicKeyOf(privateKey)).toBe(publicKey);
	});

	it.each([
		[privateKey, true],
		[privateKey.slice(1), false],
		[`${privateKey.slice(0, 42)}B=`, false],
		['', false],
		[`${privateKey}\n`, false],
	])('knows what a key is: %s', (text, is) => {
		expect(isWireguardKey(text)).toBe(is);
	});
});

describe('a .conf', () => {
	it('is read whole', () => {
		const {tunnel, secrets, warnings} = read(
			file('Address = 10.0.0.2/24,fd00::2/64\nDNS = 10.0.0.1, corp.example\nListenPort = 51000\nMTU = 1380', `${peer}\nPresharedKey = ${presharedKey}\nPersistentKeepalive = 15`),
		);
		expect(tunnel).toEqual({
			addresses: ['10.0.0.2/24', 'fd00::2/64'],
			publicKey,
			dns: ['10.0.0.1'],
			listenPort: 51_000,
			mtu: 1380,
			secretRef: 'p1.vpn.private-key',
			peers: [
				{
					id: expect.stringMatching(/^peer-[\da-f]{6}$/),
					publicKey: peerKey,
					allowed: ['0.0.0.0/0', '::/0'],
					endpoint: {host: 'vpn.example.net', port: 51_820},
					keepalive: 15,
					secretRef: `p1.vpn.${tunnel.peers[0]?.id}.preshared-key`,
				},
			],
		});
		expect([...secrets].map(([name, secret]) => [name, secret.reveal()])).toEqual([
			[tunnel.peers[0]?.secretRef, presharedKey],
			['p1.vpn.private-key', privateKey],
		]);
		expect(warnings).toEqual([]);
	});

	it('may have several peers, comments, odd case and blanks, Windows line ends and a byte-order mark', () => {
		const text = `\uFEFF# my tunnel\r\n[interface]\r\nprivatekey=${privateKey} # mine\r\n  ADDRESS   =   10.0.0.2\r\n\r\n[PEER]\r\n${peer.replaceAll('\n', '\r\n')}\r\n[peer]\r\npublickey = ${otherKey}\r\nallowedips = 192.0.2.7/24\r\nallowedips = 198.51.100.0/24\r\nendpoint = [2001:db8::1]:51820\r\npersistentkeepalive = off`;
		const {tunnel} = read(text);
		expect(tunnel.addresses).toEqual(['10.0.0.2/32']);
		expect(tunnel.peers.map(({publicKey: key, allowed, endpoint, keepalive}) => ({key, allowed, endpoint, keepalive}))).toEqual([
			{key: peerKey, allowed: ['0.0.0.0/0', '::/0'], endpoint: {host: 'vpn.example.net', port: 51_820}, keepalive: 25},
			{key: otherKey, allowed: ['192.0.2.0/24', '198.51.100.0/24'], endpoint: {host: '2001:db8::1', port: 51_820}, keepalive: undefined},
		]);
	});

	it('has instructions for the computer named and ignored', () => {
		expect(
			read(file('Address = 10.0.0.2/32\nTable = off\nPostUp = iptables -A FORWARD; rm -rf /\nSaveConfig = true\nColour = blue', peer)).warnings.map(({message}) => message),
		).toEqual([
			'Line 4: Table is for the computer that the file was written for; ignored.',
			'Line 5: PostUp is for the computer that the file was written for; ignored.',
			'Line 6: SaveConfig is for the computer that the file was written for; ignored.',
			'Line 7: Colour is not known; ignored.',
		]);
	});

	it('keeps a peer’s id as long as its key is the same', () => {
		const [first, second] = [
			read(file('Address = 10.0.0.2', peer)),
			read(file('Address = 10.0.0.3', `PublicKey = ${otherKey}\nAllowedIPs = 10.9.0.0/16\nEndpoint = 192.0.2.1:1`, peer)),
		];
		expect(second.tunnel.peers[1]?.id).toBe(first.tunnel.peers[0]?.id);
	});
});

describe('what is wrong is said with its line', () => {
	it.each([
		['', ['This is no WireGuard .conf: it has no [Interface] section.']],
		['hello', ['Line 1: this is no WireGuard setting.', 'This is no WireGuard .conf: it has no [Interface] section.']],
		[`${file('Address = 10.0.0.2', peer)}\n[Interface]\n`, ['This .conf has two [Interface] sections.']],
		[file('Address = 10.0.0.2'), ['This .conf has no [Peer] section, so there is no far end.']],
		[file('', peer), ['Line 1: this section has no Address.']],
		[file('Address = 10.0.0.300/24', peer), ['Line 3: “10.0.0.300/24” is no address.']],
		[file('Address = 10.0.0.2', 'AllowedIPs = ::/0\nEndpoint = 192.0.2.1:51820'), ['Line 4: this section has no PublicKey.']],
		[file('Address = 10.0.0.2', `PublicKey = ${peerKey}\nEndpoint = 192.0.2.1:51820`), ['Line 4: this section has no AllowedIPs.']],
		[file('Address = 10.0.0.2', `${peer}0`), ['Line 7: “vpn.example.net:518200” is no endpoint (host:port, or [IPv6 address]:port).']],
		[file('Address = 10.0.0.2', peer.replace('vpn.example.net', '2001:db8::1')), ['Line 7: “2001:db8::1:51820” is no endpoint (host:port, or [IPv6 address]:port).']],
		[file('Address = 10.0.0.2', peer.replace(/\nEndpoint.*/, '')), ['No peer of this .conf has an Endpoint, so the router does not know where to connect.']],
		[
			file('Address = 10.0.0.2', peer, peer.replace(peerKey, otherKey).replace('0.0.0.0/0', '10.9.0.0/16')),
			['The peers n3srpRW3… and ZlLKKvBg… both allow ::/0; only the last of them would get it.'],
		],
		[file('Address = 10.0.0.2', peer, peer), [`Two peers of this .conf have the same key ${peerKey.slice(0, 8)}…`]],
		[file('Address = 10.0.0.2', peer.replace(peerKey, publicKey)), ['A peer of this .conf has the key of the interface itself.']],
		[file('Address = 10.0.0.2\nJc = 4', peer), ['Line 4: Jc belongs to AmneziaWG, which RouterOS does not speak.']],
		[file('Address = 10.0.0.2\nMTU = big', peer), ['Line 4: “big” is no MTU (576 to 9000).']],
	])('%#', (text, wanted) => {
		expect(messages(text)).toEqual(wanted);
	});

	it('points at the line', () => {
		const conf = readWireguardConf(file('Address = nonsense', peer), 'p1.vpn');
		expect(conf.ok ? undefined : conf.diagnostics[0]?.span).toEqual({
			start: {offset: 12 + `PrivateKey = ${privateKey}\n`.length, line: 3, column: 1},
			end: {offset: 12 + `PrivateKey = ${privateKey}\nAddress = nonsense`.length, line: 3, column: 19},
		});
	});
});

describe('no key shows', () => {
	const everything = (text: string): string => inspect(readWireguardConf(text, 'p1.vpn'), {depth: null}) + JSON.stringify(readWireguardConf(text, 'p1.vpn'));

	it('wherever a key was put by mistake', () => {
		const places = [
			'Address = KEY',
			'DNS = KEY',
			'MTU = KEY',
			'ListenPort = KEY',
			'KEY',
			'KEY = 1',
			'[KEY]',
			'Table = KEY',
			'PostUp = wg set KEY',
			'Address = 10.0.0.2\nPrivateKey = x KEY',
			'# KEY',
		];
		for (const place of places) {
			expect(everything(file(place.replace('KEY', presharedKey), peer))).not.toContain(presharedKey.slice(0, 43));
			expect(everything(file('Address = 10.0.0.2', `${peer}\n${place.replace('KEY', presharedKey)}`))).not.toContain(presharedKey.slice(0, 43));
		}

		for (const name of ['Endpoint', 'AllowedIPs', 'PersistentKeepalive', 'PresharedKey']) {
			expect(everything(file('Address = 10.0.0.2', `${peer}\n${name} = ${presharedKey}x`))).not.toContain(presharedKey.slice(0, 43));
		}
	});

	it('in any file', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('[Interface]', '[Peer]', `PrivateKey = ${privateKey}`, `PresharedKey=${privateKey}`, peer, 'Address = 10.0.0.2', privateKey, `x ${privateKey}`)),
				(lines) => {
					expect(everything(lines.join('\n'))).not.toContain(privateKey.slice(0, 43));
				},
			),
			{numRuns: 60},
		);
	});
});
