/** How long a write may wait for its turn, in ms. A batch append may ask for less, not for more. */
export const WRITE_TIMEOUT_MS = 2_000;
