import { AbstractCursor, Collection, type MongoClient, MongoNetworkTimeoutError } from 'mongodb';

const OPERATION_MS = 15_000;
/** What was asked before the connections were lost and is not answered so long after will never be. */
const LOST_MS = 1_000;

interface Bounds {
  /** For each operation; 15 s. */
  readonly ms?: number;
  /** Calls the listener each time that connections are lost; returns how to stop listening. */
  readonly onLost: (listener: () => void) => () => void;
}

const within = async <T>({ ms = OPERATION_MS, onLost }: Bounds, answer: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  let stop: () => void = () => undefined;
  const timeOut = new Promise<never>((_, reject) => {
    const rejectIn = (pauseMs: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        reject(new MongoNetworkTimeoutError(`the database did not answer within ${pauseMs} ms`));
      }, pauseMs);
    };
    rejectIn(ms);
    stop = onLost(() => rejectIn(Math.min(LOST_MS, ms)));
  });
  try {
    return await Promise.race([answer, timeOut]);
  } finally {
    clearTimeout(timer);
    stop();
  }
};

/** Connections of this client that were lost, as it tells. */
export const lossesOf = (client: MongoClient): Bounds['onLost'] => {
  const listeners = new Set<() => void>();
  client.on('connectionPoolCleared', () => {
    for (const listener of [...listeners]) listener();
  });
  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
};

/**
 * The same object of the driver, and what it gives: collections and cursors. Whatever they promise is answered in time, or rejected
 * with MongoNetworkTimeoutError. The driver (7.9) has no time-out of its own for that: an operation that begins in the moment in which
 * its connection is being closed waits for ever, for the socket to drain.
 */
export const bounded = <T extends object>(target: T, bounds: Bounds): T => {
  const proxy: T = new Proxy(target, {
    get: (object, name) => {
      const member: unknown = Reflect.get(object, name, object);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, object, args);
        if (result === object) return proxy;
        if (result instanceof Promise) return within(bounds, result);
        return result instanceof Collection || result instanceof AbstractCursor ? bounded(result, bounds) : result;
      };
    },
  });
  return proxy;
};
