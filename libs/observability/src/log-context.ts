import { AsyncLocalStorage } from 'node:async_hooks';

type Fields = Readonly<Record<string, string>>;

const storage = new AsyncLocalStorage<() => Fields>();

/** What every line that is logged in the course of some work says beside its own fields. */
export const logContext = {
  fields: (): Fields => storage.getStore()?.() ?? {},

  /** Asked anew for each line: what the work belongs to may be known later than it begins. Adds to what it is done within. */
  within: <T>(fields: () => Fields, work: () => T): T => {
    const outer = storage.getStore();
    return storage.run(() => ({ ...outer?.(), ...fields() }), work);
  },
};
