import type { SignInStore } from './sign-in-store.js';

type Payload = Readonly<Record<string, unknown>>;

/**
 * In seconds. Whoever reloads a page while it exchanges its refresh token loses the answer, and has the old one alone: until then it
 * is good once more. Later, its use says that it was stolen, and ends the sign-in (RFC 9700, 4.14.2).
 */
const GRACE = 10;

const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

const withinGrace = (model: string, { consumed }: Payload): boolean =>
  model === 'RefreshToken' && typeof consumed === 'number' && nowInSeconds() - consumed <= GRACE;

const unusedWithinGrace = (model: string, payload: Payload | undefined): Payload | undefined =>
  payload !== undefined && withinGrace(model, payload) ? { ...payload, consumed: undefined } : payload;

/** Fits the store to the interface that oidc-provider calls an adapter; one for each of its models. */
export const signInAdapter = (store: SignInStore) => (model: string) => ({
  // oidc-provider awaits every method, so that a store may be remote; this one is not.
  upsert: (id: string, payload: Payload, expiresIn: number) =>
    Promise.resolve(store.set(model, id, payload, expiresIn)),
  find: (id: string) => Promise.resolve(unusedWithinGrace(model, store.get(model, id))),
  findByUid: (uid: string) => Promise.resolve(store.find(model, (payload) => payload['uid'] === uid)),
  findByUserCode: () => Promise.resolve(undefined),
  consume: (id: string) => {
    const payload = store.get(model, id);
    // the first use counts: another within the grace does not lengthen it
    if (payload !== undefined) store.replace(model, id, { consumed: nowInSeconds(), ...payload });
    return Promise.resolve();
  },
  destroy: (id: string) => Promise.resolve(store.delete(model, id)),
  revokeByGrantId: (grantId: string) =>
    Promise.resolve(store.deleteWhere(model, (payload) => payload['grantId'] === grantId)),
});
