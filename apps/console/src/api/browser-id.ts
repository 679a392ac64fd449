const KEY = 'renku-sessions.browser';

/** Which browser it is to the API, of all that somebody uses: random, and another one after each sign-out. Kept for all tabs. */
export const browserId = {
  /** Of one in which nothing was opened since the last sign-out: undefined. */
  known: (): string | undefined => localStorage.getItem(KEY) ?? undefined,

  /** For what is opened now. */
  get: (): string => {
    const id = browserId.known() ?? crypto.randomUUID();
    localStorage.setItem(KEY, id);
    return id;
  },

  forget: (): void => localStorage.removeItem(KEY),
};
