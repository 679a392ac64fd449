import type { TokenUse } from './connections.js';
import type { StoredConnection } from './person-connections.js';

const isKnown = ({ state, checkedAt }: StoredConnection, { isRefused, at }: TokenUse): boolean => {
  if (checkedAt === undefined || checkedAt < at) return false;
  return checkedAt > at || isRefused === (state === 'refused');
};

/** After its host was asked with it. Undefined: nothing that is not known already, or known of later. */
export const used = (stored: StoredConnection, use: TokenUse): StoredConnection | undefined => {
  if (isKnown(stored, use)) return undefined;
  const { host, username, addedAt, keyId, sealed, refusedSince = use.at } = stored;
  return {
    ...{ host, addedAt, keyId, sealed, checkedAt: use.at },
    ...(username === undefined ? {} : { username }),
    ...(use.isRefused ? { state: 'refused', refusedSince, advice: advice(host) } : { state: 'works' }),
  };
};

const advice = (host: string): string =>
  `${host} refused this token when a session of yours was to clone with it: it has expired, or was revoked there. Make a new one there that may read repositories, and give it here.`;
