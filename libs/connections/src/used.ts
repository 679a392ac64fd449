import type { TokenUse } from './connections.js';
import type { StoredConnection } from './person-connections.js';

/** After its host was asked with it. Undefined: nothing that is not known already, or known of later. */
export const used = (stored: StoredConnection, { isRefused, at }: TokenUse): StoredConnection | undefined => {
  const { advice: _, refusedSince = at, ...connection } = stored;
  const { state, checkedAt, host } = connection;
  const isKnown =
    checkedAt !== undefined && (at < checkedAt || (+at === +checkedAt && isRefused === (state === 'refused')));
  if (isKnown) return undefined;
  return isRefused
    ? { ...connection, state: 'refused', checkedAt: at, refusedSince, advice: advice(host) }
    : { ...connection, state: 'works', checkedAt: at };
};

const advice = (host: string): string =>
  `${host} refused this token when a session of yours was to clone with it: it has expired, or was revoked there. Make a new one there that may read repositories, and give it here.`;
