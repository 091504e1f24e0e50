import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {LabProcess} from '../helpers/lab-process.js';
import {startLabProcess} from '../helpers/lab-process.js';
import {makeHome} from '../helpers/terminal.js';

let home: Awaited<ReturnType<typeof makeHome>>;
let lab: LabProcess;

beforeAll(async () => {
	home = await makeHome();
	lab = await startLabProcess(home.path);
});

afterAll(async () => {
	await lab.stop();
	await home.remove();
});

describe('OpenSSH takes the lab for a router', () => {
	it('prints mangle rules in detail', async () => {
		await lab.ssh('/ip firewall mangle add chain=prerouting action=mark-connection new-connection-mark=a comment="made by hand"');
		const printed = await lab.ssh('/ip firewall mangle print detail');
		expect(printed).toContain('Flags: X - disabled, I - invalid; D - dynamic ');
		expect(printed).toContain(';;; made by hand');
		expect(printed).toContain('chain=prerouting action=mark-connection new-connection-mark=a passthrough=yes');
	});

	it('exports with a header, wrapped at 79 columns', async () => {
		const text = await lab.ssh('/export');
		expect(text).toMatch(/^# \d{4}-\d\d-\d\d \d\d:\d\d:\d\d by RouterOS 7\.24\n# software id = /);
		expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(79);
	});

	it('takes a file by sftp and imports it', async () => {
		const file = path.join(home.path, 'list.rsc');
		await writeFile(file, '/ip firewall address-list\nadd list=story address=192.0.2.0/24\nadd list=story address=198.51.100.7\n');
		await lab.sftp(`put ${file} list.rsc`);
		expect(await lab.ssh('/import list.rsc')).toBe('\nScript file loaded and executed successfully\n');
		expect(await lab.ssh('/ip firewall address-list print terse where list=story')).toMatch(/address=192\.0\.2\.0\/24[\s\S]*address=198\.51\.100\.7 /);
		const back = path.join(home.path, 'back.rsc');
		await lab.sftp(`get list.rsc ${back}`);
		expect(await readFile(back, 'utf8')).toBe(await readFile(file, 'utf8'));
	});

	it('says what is wrong on standard output and exits with 0', async () => {
		expect(await lab.ssh('/ip address foo')).toMatch(/^bad command name foo \(line 1 column 13\)/);
		expect(await lab.ssh('/import list.rsc')).toContain('failure: already have such entry');
	});
});
