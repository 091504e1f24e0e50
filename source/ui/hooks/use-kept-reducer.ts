import {createContext, useContext, useLayoutEffect, useReducer} from 'react';

/** States of screens that are not shown now, so that one comes back to answers and cursor as they were left. */
export type Memory = Map<string, unknown>;

export const MemoryContext = createContext<Memory>(new Map());

type Kept<S> = {
	readonly name: string;
	readonly is: (state: unknown) => state is S;
	/** What is left of a state when its screen comes back: all of it, unless this says otherwise. */
	readonly wake?: (state: S) => S;
};

/** A reducer whose state outlives its screen, under a name. */
export const useKeptReducer = <S, A>(reducer: (state: S, action: A) => S, {name, is, wake = (state) => state}: Kept<S>, initial: () => S): readonly [S, (action: A) => void] => {
	const memory = useContext(MemoryContext);
	const [state, dispatch] = useReducer(reducer, undefined, () => {
		const kept = memory.get(name);
		return is(kept) ? wake(kept) : initial();
	});
	useLayoutEffect(() => {
		memory.set(name, state);
	}, [memory, name, state]);
	return [state, dispatch];
};
