import type { SignInStore } from './sign-in-store.js';

type Payload = Readonly<Record<string, unknown>>;

/** Fits the store to the interface that oidc-provider calls an adapter; one for each of its models. */
export const signInAdapter = (store: SignInStore) => (model: string) => ({
  // oidc-provider awaits every method, so that a store may be remote; this one is not.
  upsert: (id: string, payload: Payload, expiresIn: number) =>
    Promise.resolve(store.set(model, id, payload, expiresIn)),
  find: (id: string) => Promise.resolve(store.get(model, id)),
  findByUid: (uid: string) => Promise.resolve(store.find(model, (payload) => payload['uid'] === uid)),
  findByUserCode: () => Promise.resolve(undefined),
  consume: (id: string) => {
    const payload = store.get(model, id);
    if (payload !== undefined) store.replace(model, id, { ...payload, consumed: Math.floor(Date.now() / 1000) });
    return Promise.resolve();
  },
  destroy: (id: string) => Promise.resolve(store.delete(model, id)),
  revokeByGrantId: (grantId: string) =>
    Promise.resolve(store.deleteWhere(model, (payload) => payload['grantId'] === grantId)),
});
