/** Of what has no feed: asked for every so often, in milliseconds, and whenever somebody comes back to the page. */
export const askedAgain = { refetchInterval: 30_000, refetchOnWindowFocus: 'always' } as const;
