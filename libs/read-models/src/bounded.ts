import { Collection } from 'mongodb';
import { DatabaseUnavailableError } from '#libs/event-sourcing';
import { databaseError } from './database-error.js';
import { madeOf } from './made-of.js';

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
        reject(new DatabaseUnavailableError(`the database did not answer within ${pauseMs} ms`));
      }, pauseMs);
    };
    rejectIn(ms);
    stop = onLost(() => rejectIn(Math.min(LOST_MS, ms)));
  });
  try {
    return await Promise.race([answer, timeOut]);
  } catch (error) {
    throw databaseError(error);
  } finally {
    clearTimeout(timer);
    stop();
  }
};

const call = (object: object, name: string | symbol, args: readonly unknown[]): unknown =>
  Reflect.apply(Reflect.get(object, name) as (...args: readonly unknown[]) => unknown, object, args);

const isIterated = (result: unknown): result is object =>
  typeof result === 'object' && result !== null && Symbol.asyncIterator in result;

/**
 * An object of the driver, which may be another each time that it is asked, and what it gives: collections, which change with it, and
 * cursors, which stay what they are. Whatever they promise is answered in time, or rejected with DatabaseUnavailableError, as where the
 * database is away. The driver (7.9) has no time-out of its own for that: an operation that begins in the moment in which its connection
 * is being closed waits for ever, for the socket to drain.
 */
export const bounded = <T extends object>(current: () => T, bounds: Bounds): T => {
  const proxy: T = new Proxy(current(), {
    get: (_, name) => {
      const member: unknown = Reflect.get(current(), name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const object = current();
        const result = call(object, name, args);
        if (result === object) return proxy;
        if (result instanceof Promise) return within(bounds, result);
        if (result instanceof Collection)
          return bounded(
            madeOf(current, (from) => call(from, name, args) as Collection),
            bounds,
          );
        return isIterated(result) ? bounded(() => result, bounds) : result;
      };
    },
  });
  return proxy;
};
