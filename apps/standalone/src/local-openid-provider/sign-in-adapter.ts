import type { SignInStore } from './sign-in-store.js';

type Payload = Readonly<Record<string, unknown>>;

/** Fits the store to the interface that oidc-provider calls an adapter; one for each of its models. */
export const signInAdapter = (store: SignInStore) => (model: string) => {
  const keyOf = (id: string): string => `${model}:${id}`;
  // oidc-provider awaits every method, so that a store may be remote; this one is not.
  return {
    upsert: (id: string, payload: Payload, expiresIn: number) =>
      Promise.resolve(store.set(keyOf(id), payload, expiresIn)),
    find: (id: string) => Promise.resolve(store.get(keyOf(id))),
    findByUid: (uid: string) => Promise.resolve(store.find(`${model}:`, (payload) => payload['uid'] === uid)),
    findByUserCode: () => Promise.resolve(undefined),
    consume: (id: string) => {
      const payload = store.get(keyOf(id));
      if (payload !== undefined) store.replace(keyOf(id), { ...payload, consumed: Math.floor(Date.now() / 1000) });
      return Promise.resolve();
    },
    destroy: (id: string) => Promise.resolve(store.delete(keyOf(id))),
    revokeByGrantId: (grantId: string) =>
      Promise.resolve(store.deleteWhere(`${model}:`, (payload) => payload['grantId'] === grantId)),
  };
};
