import { type Html, html } from '#libs/html';

/** The script shows it as the browser's clock has it. */
export const momentOf = (time: Date): Html => {
  const iso = time.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
};
