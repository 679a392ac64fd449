/**
 * Focuses what is not drawn yet, by its id: the list that holds it is being drawn anew. On a busy machine a frame may come before
 * React has drawn; then it is waited for, until the focus is taken elsewhere.
 */
export const focusOnceDrawn = (id: string): void => {
  const focus = (): boolean => {
    const drawn = document.getElementById(id);
    drawn?.focus();
    return drawn !== null;
  };
  requestAnimationFrame(() => {
    if (focus()) return;
    const drawing = new MutationObserver(() => focus() && drawing.disconnect());
    drawing.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', () => drawing.disconnect(), { once: true });
  });
};
