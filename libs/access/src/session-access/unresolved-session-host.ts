import { randomUUID } from 'node:crypto';
import { lookup } from 'node:dns/promises';

/** Browsers find these by themselves (RFC 6761, 6.3). */
const isLocal = (domain: string): boolean => domain === 'localhost' || domain.endsWith('.localhost');

export interface UnresolvedSessionHost {
  readonly problem: string;
  readonly advice: string;
}

/**
 * Why browsers may not find sessions, each of which is at a name of its own below `domain`; undefined where such a name leads
 * somewhere from here. DNS may say something else to browsers: it is no reason not to start.
 */
export const unresolvedSessionHost = async (
  domain: string,
  resolve: (host: string) => Promise<unknown> = lookup,
): Promise<UnresolvedSessionHost | undefined> => {
  if (isLocal(domain)) return undefined;
  try {
    // of a name that nobody asked for before, since a record of one session's name says nothing of the others
    await resolve(`${randomUUID()}.${domain}`);
    return undefined;
  } catch (error) {
    const { code = 'no answer' } = error as { code?: string };
    return {
      problem: `names below ${domain}, where sessions are, lead nowhere from here (${code})`,
      advice: `add a wildcard DNS record, *.${domain}, that leads to the gateway or to what stands before it; or set SESSIONS_DOMAIN to a domain that has one`,
    };
  }
};
