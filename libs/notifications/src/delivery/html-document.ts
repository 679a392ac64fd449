import { type Html, html } from '#libs/html';

/** Of a message, by its lines. */
export const htmlDocument = (lines: readonly Html[]): string => {
  const body = lines.map((line) => html`\n${line}`);
  return html`<!doctype html><html lang="en"><body style="font-family: sans-serif">${body}</body></html>`.text;
};
