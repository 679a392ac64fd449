/**
 * Focuses what is not drawn yet, by its id: the list that holds it is being drawn anew. On a busy machine a frame may come before
 * React has drawn; then it is waited for, until the person goes on elsewhere. Where the focus goes by itself meanwhile, as to a
 * group whose button goes with this drawing, is not where they went.
 */
export const focusOnceDrawn = (id: string): void => {
  const focus = (): boolean => {
    const drawn = document.getElementById(id);
    drawn?.focus();
    return drawn !== null;
  };
  requestAnimationFrame(() => {
    if (focus()) return;
    const over = new AbortController();
    const drawing = new MutationObserver(() => focus() && over.abort());
    drawing.observe(document.body, { childList: true, subtree: true });
    over.signal.addEventListener('abort', () => drawing.disconnect());
    for (const goingOn of ['keydown', 'pointerdown'])
      document.addEventListener(goingOn, () => over.abort(), { signal: over.signal, capture: true });
  });
};
