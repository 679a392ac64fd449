/** So long one repository may take. */
export const CLONE_TIMEOUT_MS = 600_000;
