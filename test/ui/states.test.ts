import {describe, expect, it} from 'vitest';
import {error} from '../../source/diagnostics/index.js';
import {plainText, textWidth} from '../../source/presentation/index.js';
import type {Profile} from '../../source/scenario/types.js';
import {textState} from '../../source/ui/components/text-input/index.js';
import type {Editor} from '../../source/ui/fields/editor.js';
import {headerLine} from '../../source/ui/header.js';
import type {ApplyAction} from '../../source/ui/screens/apply/use-apply-state.js';
import {applyReducer, initialApply} from '../../source/ui/screens/apply/use-apply-state.js';
import {fieldsReducer, initialFields} from '../../source/ui/screens/fields/use-fields-state.js';
import {agoText} from '../../source/ui/screens/home/ago.js';
import {homeOptions, homeReducer, initialHome} from '../../source/ui/screens/home/use-home-state.js';
import type {ReviewAction} from '../../source/ui/screens/review/use-review-state.js';
import {initialReview, reviewReducer} from '../../source/ui/screens/review/use-review-state.js';
import {initialRouter, routerReducer} from '../../source/ui/screens/router/use-router-state.js';
import {summaryOf} from '../../source/ui/summary.js';
import {signsOf} from '../../source/ui/theme.js';
import type {Ending, Wizard, WizardAction} from '../../source/ui/wizard-state.js';
import {hasWork, initialWizard, profileOf, wizardReducer} from '../../source/ui/wizard-state.js';
import {homeFacts, samplePlan} from '../helpers/fake-services.js';

const profile: Profile = {
	version: 1,
	id: 'home-x7k2',
	name: 'home',
	router: {host: '192.168.88.1', port: 22, user: 'admin'},
	parts: [{id: 'p1', scenario: 'sample', answers: {tunnel: 'wg-vpn'}}],
};
const walk = (wizard: Wizard, ...actions: readonly WizardAction[]) => actions.reduce(wizardReducer, wizard);
const places = (wizard: Wizard, ...actions: readonly WizardAction[]) => actions.map((_, index) => walk(wizard, ...actions.slice(0, index + 1)).place);

describe('the wizard', () => {
	const next: WizardAction = {type: 'next'};
	const back: WizardAction = {type: 'back'};

	it('goes from Home through every screen and back', () => {
		expect(places(initialWizard({kind: 'home'}), {type: 'started-new'}, next, next, next, back, back, back, back)).toEqual([
			'router',
			'scenario',
			'fields',
			'review',
			'fields',
			'scenario',
			'router',
			'home',
		]);
	});

	it('begins a new job at the preset, or at the router when the preset is given', () => {
		expect(places(initialWizard({kind: 'new'}), next, next)).toEqual(['router', 'fields']);
		expect(initialWizard({kind: 'new'}).place).toBe('scenario');
		expect(initialWizard({kind: 'new', scenario: 'sample'})).toMatchObject({place: 'router', parts: [{scenario: 'sample'}]});
	});

	it('goes from the router straight to the review for a saved profile, and back to its questions', () => {
		expect(places(initialWizard({kind: 'run', profile}), next, back, back)).toEqual(['review', 'fields', 'router']);
	});

	it('stays where there is nothing before', () => {
		expect(walk(initialWizard({kind: 'new'}), back).place).toBe('scenario');
	});

	it('begins a draft at its question', () => {
		const wizard = walk(initialWizard({kind: 'home'}), {type: 'started-draft', draft: {profile, scenario: 'sample', answers: {tunnel: 'x'}, field: 'services', savedAt: 0}});
		expect(wizard).toMatchObject({place: 'router', firstField: 'services', parts: profile.parts, partId: 'p1', isIdFixed: false});
		expect(walk(wizard, next, {type: 'answered', answers: {}}).firstField).toBeUndefined();
	});

	it('keeps other parts of a profile, and its id', () => {
		const second = {id: 'p2', scenario: 'other', answers: {}};
		const wizard = initialWizard({kind: 'run', profile: {...profile, parts: [...profile.parts, second]}});
		expect(profileOf(walk(wizard, {type: 'answered', answers: {tunnel: 'y'}}))).toEqual({...profile, parts: [{id: 'p1', scenario: 'sample', answers: {tunnel: 'y'}}, second]});
	});

	it('adds, changes, orders and removes parts, each of them from the list of parts', () => {
		const one = walk(initialWizard({kind: 'run', profile}), next, {type: 'to-parts'});
		const two = walk(one, {type: 'add-part'}, {type: 'chose-scenario', id: 'other'}, next, {type: 'answered', answers: {lines: ['a']}}, next);
		expect(two).toMatchObject({place: 'parts', aside: [], parts: [{id: 'p1'}, {id: 'p2', scenario: 'other', answers: {lines: ['a']}}]});
		expect(walk(two, {type: 'move-part', part: 'p2', by: -1}).parts.map(({id}) => id)).toEqual(['p2', 'p1']);
		expect(walk(two, {type: 'move-part', part: 'p1', by: -1}).parts.map(({id}) => id)).toEqual(['p1', 'p2']);
		expect(walk(two, {type: 'edit-part', part: 'p1'}, {type: 'answered', answers: {tunnel: 'z'}}, back)).toMatchObject({
			place: 'parts',
			parts: [{answers: {tunnel: 'z'}}, {id: 'p2'}],
		});
		expect(walk(two, {type: 'remove-part', part: 'p1'})).toMatchObject({partId: 'p2', parts: [{id: 'p2'}]});
		expect(walk(two, next).place).toBe('review');
		expect(places(walk(two, next), back, next)).toEqual(['parts', 'review']);
	});

	it('gives a new part an id that none has, also behind a removed one', () => {
		const three = {...profile, parts: ['p1', 'p4', 'mail'].map((id) => ({id, scenario: 'sample', answers: {}}))};
		expect(walk(initialWizard({kind: 'run', profile: three}), {type: 'to-parts'}, {type: 'add-part'}).partId).toBe('p5');
	});

	it('takes a part whose preset was not chosen for none', () => {
		const wizard = walk(initialWizard({kind: 'run', profile}), {type: 'to-parts'}, {type: 'add-part'}, back);
		expect(wizard).toMatchObject({place: 'parts', partId: 'p1', parts: [{id: 'p1'}]});
	});

	it('knows whether work would be lost', () => {
		const fields = walk(initialWizard({kind: 'home'}), {type: 'started-new'}, next, {type: 'chose-scenario', id: 'sample'}, next);
		expect(hasWork(fields)).toBe(false);
		expect(hasWork(walk(fields, {type: 'answered', answers: {tunnel: 'x'}}))).toBe(true);
		const rerun = walk(initialWizard({kind: 'run', profile}), {type: 'next'});
		expect([rerun.place, hasWork(rerun)]).toEqual(['review', false]);
		expect(hasWork(walk(rerun, {type: 'answered', answers: {tunnel: 'wg-vpn'}}))).toBe(false);
		expect(hasWork(walk(rerun, {type: 'answered', answers: {tunnel: 'conf'}}))).toBe(true);
		expect(hasWork(walk(rerun, {type: 'named', name: 'office', id: profile.id}))).toBe(true);
	});

	const ending = (outcome: Ending['outcome'], saved = false): Ending => ({outcome, message: '', notApplied: [], changes: 3, saved, trouble: []});
	it.each<[Ending['outcome'], number, string]>([
		['kept', 0, 'Kept 3 changes'],
		['unchanged', 0, 'Nothing to change'],
		['undone', 4, 'Undone on'],
		['unknown', 5, 'detour recover'],
		['refused', 1, 'Nothing was changed'],
		['stuck', 1, 'stuck'],
	])('ends %s with %i', (outcome, exitCode, words) => {
		const result = summaryOf(walk(initialWizard({kind: 'run', profile}), {type: 'ended', ending: ending(outcome)}), true);
		expect(result.exitCode).toBe(exitCode);
		expect(result.summary.join(' ')).toContain(words);
	});

	it('tells at the end of each job of the session, by its own name', () => {
		const kept = walk(initialWizard({kind: 'run', profile}), {type: 'ended', ending: ending('kept', true)}, {type: 'home'});
		expect(summaryOf(kept, false)).toEqual({exitCode: 0, summary: ['Kept 3 changes on the router (192.168.88.1).', 'Profile home is saved. Again: detour run home']});
		const other = walk(kept, {type: 'started-run', profile: {...profile, name: 'office'}, isOfLab: false});
		expect(summaryOf(other, true)).toEqual({exitCode: 130, summary: summaryOf(kept, false).summary});
		expect(summaryOf(walk(other, {type: 'ended', ending: ending('undone')}), true).summary).toHaveLength(3);
	});

	it('ends with 130 when it is broken off before anything', () => {
		expect(summaryOf(initialWizard({kind: 'home'}), true).exitCode).toBe(130);
		expect(summaryOf(initialWizard({kind: 'home'}), false).exitCode).toBe(0);
	});

	it.each<WizardAction>([
		{type: 'answered', answers: {tunnel: 'wg-vpn'}},
		{type: 'named', name: 'flat', id: 'flat-x7k2'},
		{type: 'chose-scenario', id: 'sample'},
		{type: 'went-offline', facts: homeFacts},
		{type: 'started-run', profile, isOfLab: false},
	])('forgets the plan with $type', (action) => {
		const reviewed = walk(initialWizard({kind: 'run', profile}), {type: 'reviewed', plan: samplePlan(profile.id ?? '')});
		expect(reviewed.plan).toBeDefined();
		expect(walk(reviewed, action).plan).toBeUndefined();
	});

	it.each([120, 80, 60, 40])('fits its top line into %i columns, LAB on it', (width) => {
		const connection = {
			facts: homeFacts,
			isLab: true,
			fingerprint: '',
			plan: () => Promise.reject(new Error('not asked')),
			apply: () => ({[Symbol.asyncIterator]: () => ({next: () => Promise.reject(new Error('not asked'))})}),
			close: () => Promise.resolve(),
		};
		const wizard = walk(initialWizard({kind: 'run', profile}), {type: 'connected', connection, router: {host: '127.0.0.1', port: 2222, user: 'admin'}});
		const line = plainText(headerLine(wizard, width, signsOf(true)));
		expect(textWidth(line)).toBeLessThanOrEqual(width);
		expect(line).toContain('LAB');
		expect(line).toContain('[Router]');
	});
});

describe('the router screen', () => {
	const target = {kind: 'lab', lab: 'home'} as const;

	it('begins where there is something to do', () => {
		expect(initialRouter({router: undefined, isConnected: false, isOfLab: false}).phase.kind).toBe('choose');
		expect(initialRouter({router: profile.router, isConnected: false, isOfLab: false}).phase.kind).toBe('connecting');
		expect(initialRouter({router: profile.router, isConnected: true, isOfLab: false}).phase.kind).toBe('connected');
	});

	it('tells progress and questions only while it connects', () => {
		const idle = initialRouter({router: undefined, isConnected: false, isOfLab: false});
		expect(routerReducer(idle, {type: 'progress', text: 'x'})).toBe(idle);
		const connecting = routerReducer(idle, {type: 'connect', target});
		expect(routerReducer(connecting, {type: 'progress', text: 'x'}).phase).toMatchObject({progress: ['x']});
		expect(routerReducer(connecting, {type: 'failed', trouble: [error('x', 'No.')]}).phase).toMatchObject({kind: 'failed', target});
		expect(routerReducer(idle, {type: 'failed', trouble: []})).toBe(idle);
	});

	it('forgets the complaint when one types on', () => {
		const bad = routerReducer(initialRouter({router: undefined, isConnected: false, isOfLab: false}), {type: 'bad-address', trouble: [error('x', 'No.')]});
		expect(routerReducer(bad, {type: 'address', press: {name: 'a', text: 'a', isPaste: false}})).toMatchObject({phase: {kind: 'address', trouble: []}, address: {before: 'a'}});
	});
});

describe('the questions', () => {
	it('lose no press that comes before the one ahead of it is drawn', () => {
		const shown: Editor = {kind: 'text', text: textState('')};
		const late = ['x', 'y'].map((text) => ({type: 'press', press: {name: text, text, isPaste: false}, editor: shown}) as const).reduce(fieldsReducer, initialFields('a'));
		expect(late.editors.a).toEqual({kind: 'text', text: textState('xy')});
	});

	it('keep each text as it was left', () => {
		const typed = fieldsReducer(initialFields('a'), {type: 'press', press: {name: 'x', text: 'x', isPaste: false}, editor: {kind: 'text', text: textState('9')}});
		const away = fieldsReducer(fieldsReducer(typed, {type: 'trouble', trouble: [error('x', 'No.')]}), {type: 'show', field: 'b'});
		expect(away).toMatchObject({field: 'b', trouble: [], isAttempted: false, editors: {a: {kind: 'text', text: {before: '9x', after: ''}}}});
	});
});

describe('the review', () => {
	it('goes round its views and keeps how far each is scrolled', () => {
		const down = reviewReducer(initialReview, {type: 'scroll', scroll: {type: 'by', rows: 2}, count: 50, height: 10});
		const other = reviewReducer(down, {type: 'view', by: -1});
		expect(other).toMatchObject({view: 'warnings', offsets: {why: 2}});
		expect(reviewReducer(other, {type: 'view', by: 1}).view).toBe('why');
	});

	it('marks one of the claims, opens its trace and comes back to it', () => {
		const run = (...actions: readonly ReviewAction[]) => actions.reduce(reviewReducer, initialReview);
		const mark = (by: number): ReviewAction => ({type: 'mark', by, count: 3});
		expect([run(mark(1)), run(mark(-1)), run(mark(8)), run(mark(2), mark(-1))].map(({marked}) => marked)).toEqual([1, 0, 2, 1]);
		const open = run(mark(1), {type: 'open'}, {type: 'scroll', scroll: {type: 'by', rows: 2}, count: 50, height: 10});
		expect(open).toMatchObject({isOpen: true, marked: 1, offsets: {trace: 2}});
		expect(reviewReducer(open, {type: 'close'})).toMatchObject({isOpen: false, marked: 1});
		expect(reviewReducer(open, {type: 'view', by: 1}).isOpen).toBe(false);
		expect(run(mark(1), {type: 'open'}, {type: 'close'}, {type: 'open'}).offsets.trace).toBe(0);
	});
});

describe('Home', () => {
	it('offers a draft first, then a new job, then the saved ones', () => {
		const draft = {profile: {...profile, name: ''}, scenario: 'sample', answers: {}, field: 'tunnel', savedAt: 0};
		const state = homeReducer(initialHome, {type: 'loaded', profiles: [{profile, lastApplied: 0}], draft, notices: []});
		expect(homeOptions(state, 3 * 86_400_000).map(({value, note}) => [value, note])).toEqual([
			['draft', 'left 3 days ago'],
			['new', 'yours, or the built-in lab'],
			['profile:home-x7k2', '192.168.88.1, applied 3 days ago'],
		]);
	});

	it.each([
		[0, 'just now'],
		[60_000, '1 minute ago'],
		[7_200_000, '2 hours ago'],
		[-5, 'just now'],
	])('says how long %i ms is', (milliseconds, text) => {
		expect(agoText(milliseconds)).toBe(text);
	});
});

describe('apply', () => {
	const run = (...actions: readonly ApplyAction[]) => actions.reduce(applyReducer, initialApply);
	const armed: ApplyAction = {type: 'event', event: {type: 'armed', change: 'c', deadline: 1, left: 60}};

	it('asks once more before it starts, with a time to decide', () => {
		expect(run({type: 'window', by: 1}).window).toBe(300);
		expect(run(...Array.from({length: 9}, (): ApplyAction => ({type: 'window', by: -1}))).window).toBe(30);
		expect(run({type: 'start'}).phase).toBe('running');
	});

	it('shows each step and check once, as it last was', () => {
		const state = run(
			{type: 'event', event: {type: 'step', step: 'arm', status: 'started'}},
			{type: 'event', event: {type: 'step', step: 'arm', status: 'done', detail: 'x'}},
			{type: 'event', event: {type: 'check', name: 'ping', status: 'unknown'}},
			{type: 'event', event: {type: 'check', name: 'ping', status: 'passed'}},
		);
		expect(state.steps).toEqual([{step: 'arm', status: 'done', detail: 'x'}]);
		expect(state.checks).toEqual([{name: 'ping', status: 'passed', detail: ''}]);
	});

	it('does not ask again what was answered', () => {
		const asked = run({type: 'start'}, {type: 'answer', answer: 'undo'}, {type: 'question', left: 9, checksPassed: true});
		expect(asked).toMatchObject({phase: 'running', asked: 'undo'});
		expect(applyReducer(asked, {type: 'answer', answer: 'keep'}).asked).toBe('undo');
	});

	it('knows nothing of the router after a break, once it was armed', () => {
		const broke: ApplyAction = {type: 'broke', trouble: [error('lost', 'Gone.')]};
		expect(run({type: 'start'}, broke).outcome).toMatchObject({outcome: 'refused', message: 'Gone.'});
		expect(run({type: 'start'}, armed, broke).outcome?.outcome).toBe('unknown');
	});

	it('keeps the outcome that the router gave', () => {
		const kept = run({type: 'event', event: {type: 'outcome', outcome: 'kept', message: ''}}, {type: 'broke', trouble: []});
		expect(kept.outcome?.outcome).toBe('kept');
	});
});
