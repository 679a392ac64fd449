/** Once the list is drawn anew: what had the focus is gone, and a keyboard goes on from the list's heading. */
export const focusSessions = (): void => {
  requestAnimationFrame(() => document.getElementById('sessions')?.focus());
};
