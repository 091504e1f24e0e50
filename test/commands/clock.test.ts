import {once} from 'node:events';
import {connect, createServer} from 'node:net';
import {expect, it} from 'vitest';
import {nodeClock} from '../../source/commands/runtime.js';

it('what arrived while the computer stood still is heard before a deadline is taken for missed', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const ours = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
	const [[theirs]] = await Promise.all([once(server, 'connection'), once(ours, 'connect')]);
	try {
		const heard = once(ours, 'data').then(() => 'an answer');
		const late = nodeClock.sleep(20).then(() => 'too late');
		theirs.write('here I am');
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
		expect(await Promise.race([heard, late])).toBe('an answer');
	} finally {
		ours.destroy();
		server.close();
	}
});
