/** How far down a long text is scrolled. */
export type Scroll = {readonly type: 'by'; readonly rows: number} | {readonly type: 'page'; readonly pages: number} | {readonly type: 'to'; readonly end: 'top' | 'bottom'};

/** The new offset; never beyond the last full page. */
export const scrolled = (offset: number, scroll: Scroll, count: number, height: number): number => {
	const last = Math.max(0, count - height);
	switch (scroll.type) {
		case 'by':
			return Math.max(0, Math.min(last, Math.min(offset, last) + scroll.rows));
		case 'page':
			return Math.max(0, Math.min(last, Math.min(offset, last) + scroll.pages * Math.max(1, height - 1)));
		case 'to':
			return scroll.end === 'top' ? 0 : last;
	}
};
