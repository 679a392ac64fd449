import type { Launch } from '../api/schema.js';
import { useEffect } from '../page/use-effect.js';

/** Of what is worth a look from another tab. */
const colours: Readonly<Partial<Record<Launch['status'], string>>> = {
  launching: '#f2c94c',
  running: '#27ae60',
  failed: '#eb5757',
};

const iconOf = (colour: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    // a drawing, of which nobody reads the letters
    // eslint-disable-next-line lingui/no-unlocalized-strings
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#006e58"/><circle cx="16" cy="16" r="9" fill="${colour}" stroke="#fff" stroke-width="3"/></svg>`,
  )}`;

/** Has the tab's icon say how a session is, while its page is shown; the title says it in words. */
export const useTabIcon = (status: Launch['status']): void => {
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    const colour = colours[status];
    if (icon === null || colour === undefined) return undefined;
    const before = icon.href;
    icon.href = iconOf(colour);
    return () => {
      icon.href = before;
    };
  }, [status]);
};
