const SUFFIX = '/info/refs';

/** Hosts tell neither letters nor `.git` apart, and lead on from one spelling to the other, and to HTTPS. */
const placeOf = ({ hostname, pathname }: URL): string =>
  `${hostname}${pathname.replace(/\/+$/, '').replace(/\.git$/i, '')}`.toLowerCase();

/** Where a repository is now, whose branches were answered by another address; undefined: where it was asked for. */
export const movedTo = (url: string, answeredBy: string): string | undefined => {
  const { origin, pathname } = new URL(answeredBy);
  if (!pathname.endsWith(SUFFIX)) return undefined;
  const now = new URL(`${origin}${pathname.slice(0, -SUFFIX.length)}`);
  return placeOf(now) === placeOf(new URL(url)) ? undefined : now.href;
};
