import type { ReactNode } from 'react';

/** For what is there in a moment. */
export const Waiting = (): ReactNode => <p role="status">Just a moment…</p>;
