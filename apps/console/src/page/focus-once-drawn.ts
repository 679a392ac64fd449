/** Focuses what is not drawn yet, by its id: the list that holds it is being drawn anew. */
export const focusOnceDrawn = (id: string): void => {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
};
