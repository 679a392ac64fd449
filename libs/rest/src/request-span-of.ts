/** What the trace of a command names as its cause: the request that asked for it. */
export const requestSpanOf = (commandId: string): string => `request ${commandId}`;
