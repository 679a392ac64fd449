import { EventStoreUnavailableError } from '#libs/event-sourcing';

/** The promise, or EventStoreUnavailableError after `ms`: the client itself has no time-out on reads and batched appends. */
export const within = async <T>(ms: number, doing: string, promise: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const timeOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new EventStoreUnavailableError(`${doing}: no answer within ${ms} ms`));
    }, ms);
  });
  try {
    return await Promise.race([promise, timeOut]);
  } finally {
    clearTimeout(timer);
  }
};
