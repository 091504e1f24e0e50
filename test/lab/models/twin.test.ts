import {readFile} from 'node:fs/promises';
import {afterEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../../source/lab/index.js';
import {models, twinFromExport} from '../../../source/lab/models/index.js';
import {run, testLab} from '../helpers.js';

const random = {bytes: (count: number) => new Uint8Array(count).fill(7)};

const labs: Lab[] = [];
afterEach(async () => {
	await Promise.all(labs.splice(0).map((lab) => lab.stop()));
});

const twin = async (text: string): Promise<Lab> => {
	const read = await twinFromExport(text, random);
	if (!read.ok) {
		throw new Error(read.diagnostics.map(({message}) => message).join('\n'));
	}

	const {release, state} = read.value;
	const lab = await testLab(release.minor, {release, state});
	labs.push(lab);
	return lab;
};

/** Date and time of the header differ; comments on rows are the router's mood of the day. */
const lasting = (text: string): string =>
	text
		.replaceAll('\r\n', '\n')
		.split('\n')
		.filter((line, index) => index > 0 && (!line.startsWith('#') || /^#( software| model| serial|$)/.test(line)))
		.join('\n')
		.trimEnd();

describe('a twin of one’s own router', () => {
	it.each(['office-7.20.rsc'])('exports what it came from: %s', async (name) => {
		const text = await readFile(`test/fixtures/exports/${name}`, 'utf8');
		const lab = await twin(text);
		expect(lasting(await run(lab, '/export'))).toBe(lasting(text));
	});

	it.each(Object.keys(models) as readonly (keyof typeof models)[])('of the built-in %s is no other than that', async (model) => {
		const origin = await testLab(20, {model});
		labs.push(origin);
		for (const form of ['/export', '/export show-sensitive', '/export terse', '/export verbose']) {
			const text = await run(origin, form);
			const lab = await twin(text);
			expect(await run(lab, form)).toBe(text);
		}
	});

	it('knows the rows of the factory again, by their names and by their numbers', async () => {
		const text =
			'# 2026-01-05 10:00:00 by RouterOS 7.20.1\n/ip service\nset telnet disabled=yes\n/ipv6 nd\nset [ find default=yes ] ra-lifetime=none\n/system logging\nset 0 topics=info,!dhcp\n';
		const lab = await twin(text);
		expect(await run(lab, '/ip/service/print count-only')).toBe('8\n');
		expect(await run(lab, ':put [/ip/service/get telnet disabled]')).toBe('true\n');
		expect(await run(lab, '/ipv6/nd/print count-only')).toBe('1\n');
		expect(await run(lab, ':put [/system/logging/get 0 topics]')).toBe('info;!dhcp\n');
		expect(await run(lab, '/export terse')).toContain(
			'/ip service set telnet disabled=yes\n/ipv6 nd set [ find default=yes ] ra-lifetime=none\n/system logging set 0 topics=info,!dhcp\n',
		);
	});

	it('keeps menus, properties and statements that it does not know', async () => {
		const text = [
			'# 2026-01-05 10:00:00 by RouterOS 7.20.1',
			'# software id = AAAA-BBBB',
			'#',
			'# model = RB5009UPr+S+',
			'# serial number = 123456789AB',
			'/interface bridge',
			'add name=bridge some-new-property="of a later release"',
			'/interface ethernet switch',
			'set 0 cpu-flow-control=yes',
			'/container config',
			'set registry-url=https://registry.example tmpdir=usb1/tmp',
			'/container',
			'add interface=veth1 root-dir=usb1/pihole',
			'/port',
			'set 0 name=serial0',
			'/ip ipsec profile',
			'set [ find default=yes ] dh-group=modp2048 enc-algorithm=aes-256',
			'/snmp',
			'set contact="the \\"boss\\"" enabled=yes',
			'/system identity',
			'set name="my router"',
		].join('\n');
		const lab = await twin(text);
		expect((await run(lab, '/export')).trimEnd()).toBe(text);
		expect(await run(lab, ':put [/ip/ipsec/profile/get default dh-group]')).toBe('modp2048\n');
	});

	it('has the ports that its rows name, and goes on from there', async () => {
		const lab = await twin('# 2026-01-05 10:00:00 by RouterOS 7.20.1\n/interface bridge port\nadd bridge=*1 interface=ether3\n/ip dhcp-client\nadd interface=sfp1\n');
		expect(await run(lab, ':foreach i in=[/interface/find where type=ether] do={:put [/interface/get $i name]}')).toBe('ether1\nether2\nether3\nsfp1\n');
		await run(lab, '/ip/address/add address=192.0.2.9/24 interface=ether2');
		expect(await run(lab, '/ip/address/export')).toContain('add address=192.0.2.9/24 interface=ether2 network=192.0.2.0');
	});

	it('dials in where its router does', async () => {
		const lab = await twin(await readFile('test/fixtures/exports/office-7.20.rsc', 'utf8'));
		expect(await run(lab, ':put [/ip/route/get [find where dst-address="0.0.0.0/0" routing-table=main active] gateway]')).toBe('pppoe-out1\n');
		expect(await run(lab, ':put ("got " . [/ping 198.18.0.9 count=1])')).toContain('got 1');
	});

	it('says where an export is none', async () => {
		const read = await twinFromExport('/ip address\nadd address="', random);
		expect(read).toMatchObject({ok: false, diagnostics: [{code: 'syntax', span: {start: {line: 2}}}]});
	});
});
