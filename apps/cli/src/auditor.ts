/** As whom this program reads projects: who can start it can read the stores. */
export const auditor = { as: new Set(['auditor'] as const), from: 0n };
