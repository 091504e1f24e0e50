import {useStdout} from 'ink';
import {useEffect, useState} from 'react';

type Size = {readonly columns: number; readonly rows: number};

const sizeOf = ({columns, rows}: Partial<Size>): Size => ({columns: columns || 80, rows: rows || 24});

/** Columns and rows of the terminal, followed as it is resized. */
export const useSize = (): Size => {
	const {stdout} = useStdout();
	const [size, setSize] = useState(() => sizeOf(stdout));
	useEffect(() => {
		const follow = () => setSize(sizeOf(stdout));
		stdout.on('resize', follow);
		return () => {
			stdout.off('resize', follow);
		};
	}, [stdout]);
	return size;
};
