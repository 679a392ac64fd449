/** Rejects with the signal's reason where that comes first; what was asked goes on. */
export const orAborted = <T>(asked: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (signal === undefined) return asked;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    asked.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
};
