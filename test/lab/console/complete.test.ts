import {describe, expect, it} from 'vitest';
import {commonStart, complete, inColumns} from '../../../source/lab/console/complete.js';
import {loadSchema} from '../../../source/routeros/schema/index.js';

const schema = await loadSchema({major: 7, minor: 20, patch: 0});
const names = {
	values: (_menu: string, argument: {readonly name: string; readonly values: readonly string[] | undefined}) =>
		argument.name === 'interface' ? ['ether1', 'bridge'] : (argument.values ?? []),
	rows: () => ['telnet', 'ssh'],
};
const at = (menu: string, text: string): readonly string[] => complete(schema, names, menu, text).choices.map((choice) => choice.text);

describe('completion', () => {
	it.each([
		['', '/ip addr', ['address']],
		['', '/ip/addr', ['address']],
		['', '/ip address pr', ['print']],
		['/ip', 'addr', ['address']],
		['/ip/address', '../rou', ['route']],
		['', '/ip/address/add inter', ['interface']],
		['', '/ip address add interface=', ['ether1', 'bridge']],
		['', '/ip address add interface=e', ['ether1']],
		['', '/ip firewall filter add action=fast', ['fasttrack-connection']],
		['', '/ip firewall filter add connection-state=new,inv', ['invalid']],
		['', ':put [/ip address pri', ['print']],
		['', ':if (1=1) do={ /ip add', ['address']],
		['', ':put "a;/"; /ip service set te', ['telnet']],
		['', '/ip service set te', ['telnet']],
		['', '/nowhere ', []],
		['', '/ip nowhere x', []],
		['', ':fore', ['foreach']],
	])('in %j of %j', (menu, text, expected) => {
		expect(at(menu, text)).toEqual(expected);
	});

	it('does not offer what is there already', () => {
		expect(at('', '/ip address add interface=ether1 i')).not.toContain('interface');
		expect(at('', '/ip/address/print de')).toEqual(['detail']);
	});

	it.each([
		['/ip/addr', '/'],
		['/ip addr', ' '],
		['/ip address pri', ' '],
		['/ip address add inter', '='],
		['/ip address print deta', ' '],
	])('puts behind %j a %j', (text, tail) => {
		expect(complete(schema, names, '', text).choices.map((choice) => choice.tail)).toEqual([tail]);
	});

	it('knows what choices have in common', () => {
		const choices = (...texts: readonly string[]) => texts.map((text) => ({text, note: '', tail: ''}));
		expect([commonStart(choices('address', 'address-list')), commonStart(choices('a', 'b')), commonStart([])]).toEqual(['address', '', '']);
	});

	it('lists words in columns', () => {
		expect(inColumns(['aa', 'bbb', 'c', 'd'], 12)).toEqual(['aa   bbb', 'c    d']);
	});
});
