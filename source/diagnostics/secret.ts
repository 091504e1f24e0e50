const values = new WeakMap<Secret, string>();

/** A password or key. Printing, logging, inspecting or serialising it gives `***`; only `reveal` gives the value. */
export class Secret {
	constructor(value: string) {
		values.set(this, value);
	}

	reveal(): string {
		return values.get(this) ?? '';
	}

	toString(): string {
		return '***';
	}

	toJSON(): string {
		return '***';
	}

	[Symbol.for('nodejs.util.inspect.custom')](): string {
		return '***';
	}
}
