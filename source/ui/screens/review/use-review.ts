import {useEffect, useRef} from 'react';
import type {Diagnostic} from '../../../diagnostics/index.js';
import {fail} from '../../../diagnostics/index.js';
import type {Facts} from '../../../facts/index.js';
import {filesNamed} from '../../../scenario/index.js';
import type {Attachments, Profile, Scenario} from '../../../scenario/types.js';
import {partQuestions} from '../../fields/questions.js';
import type {Connection, Planning, Services} from '../../services.js';
import {troubleOf} from '../../trouble.js';
import type {ReviewAction, Reviewed, ReviewPhase} from './use-review-state.js';

export type Reviewing = {
	readonly services: Services;
	readonly scenarios: readonly Scenario[];
	readonly profile: Profile;
	readonly facts: Facts;
	readonly attachments: Attachments;
	readonly connection: Connection | undefined;
	/** Edits that stay as they are on the router. */
	readonly kept: readonly string[];
};

type Read = {readonly attachments: Attachments; readonly trouble: readonly Diagnostic[]};

/** Reads the files that answers name and that were not read yet: a saved profile keeps only their paths. */
const readFiles = async ({services, scenarios, profile, facts, attachments}: Reviewing): Promise<Read> => {
	const files = profile.parts.flatMap((part) =>
		partQuestions(part, {scenarios, facts, attachments}).flatMap((question) =>
			filesNamed(question, part.answers).map((path) => ({path, field: profile.parts.length === 1 ? question.id : `${part.id}: ${question.id}`})),
		),
	);
	let read: Read = {attachments: {}, trouble: []};
	for (const {path, field} of files) {
		if (!(path in attachments)) {
			const result = await services.attach(path);
			read = result.ok
				? {...read, attachments: {...read.attachments, [path]: result.value}}
				: {...read, trouble: [...read.trouble, ...result.diagnostics.map((diagnostic) => ({...diagnostic, field}))]};
		}
	}

	return read;
};

type Found = {readonly attachments: Attachments; readonly result: {readonly ok: true; readonly value: Reviewed} | Extract<Planning, {readonly ok: false}>};

const review = async (reviewing: Reviewing, signal: AbortSignal): Promise<Found> => {
	const {services, connection, profile, facts, kept} = reviewing;
	const {attachments, trouble} = await readFiles(reviewing);
	if (trouble.length > 0) {
		return {attachments, result: fail(...trouble)};
	}

	const all = {...reviewing.attachments, ...attachments};
	if (connection !== undefined) {
		return {attachments, result: await connection.plan(profile, all, signal, kept)};
	}

	const compiled = await services.compile(profile, facts, all);
	return {attachments, result: compiled.ok ? {ok: true, value: {compiled: compiled.value, plan: undefined, edits: [], proofs: undefined, risks: []}} : compiled};
};

/** Compares with the router while the screen is loading; leaving it breaks off. */
export const useReview = (reviewing: Reviewing, phase: ReviewPhase, act: (action: ReviewAction) => void, onAttached: (attachments: Attachments) => void): void => {
	const latest = useRef({reviewing, onAttached});
	latest.current = {reviewing, onAttached};
	const isLoading = phase.kind === 'loading';
	useEffect(() => {
		if (!isLoading) {
			return;
		}

		const controller = new AbortController();
		const {signal} = controller;
		review(latest.current.reviewing, signal).then(
			({attachments, result}) => {
				if (signal.aborted) {
					return;
				}

				latest.current.onAttached(attachments);
				act(result.ok ? {type: 'ready', ...result.value} : {type: 'failed', trouble: result.diagnostics, edits: result.edits});
			},
			(cause: unknown) => {
				if (!signal.aborted) {
					act({type: 'failed', trouble: troubleOf(cause)});
				}
			},
		);
		return () => {
			controller.abort();
		};
	}, [isLoading, act]);
};
