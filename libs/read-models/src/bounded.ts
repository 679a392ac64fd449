import { AbstractCursor, Collection, MongoNetworkTimeoutError } from 'mongodb';

const OPERATION_MS = 15_000;

const within = async <T>(ms: number, answer: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const timeOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new MongoNetworkTimeoutError(`the database did not answer within ${ms} ms`));
    }, ms);
  });
  try {
    return await Promise.race([answer, timeOut]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * The same object of the driver, and what it gives: collections and cursors. Whatever they promise is answered in time, or rejected
 * with MongoNetworkTimeoutError. The driver (7.9) has no time-out of its own for that: an operation that begins in the moment in which
 * its connection is being closed waits for ever, for the socket to drain.
 * @param ms for each operation
 */
export const bounded = <T extends object>(target: T, ms = OPERATION_MS): T => {
  const proxy: T = new Proxy(target, {
    get: (object, name) => {
      const member: unknown = Reflect.get(object, name, object);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, object, args);
        if (result === object) return proxy;
        if (result instanceof Promise) return within(ms, result);
        return result instanceof Collection || result instanceof AbstractCursor ? bounded(result, ms) : result;
      };
    },
  });
  return proxy;
};
