/** For bugs only: what must hold by construction. Expected trouble is a `Diagnostic`. */
export function invariant(condition: unknown, message: string): asserts condition {
	if (!condition) {
		throw new Error(`Bug in Detour: ${message}`);
	}
}
