/** Of a session's card among the others. */
export const cardId = (sessionId: string): string => `session-${sessionId}`;
