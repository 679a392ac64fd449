import { UsageError } from './usage-error.js';

/** Options of every command that is a server. */
export const serverOptions = { port: { type: 'string' }, 'data-dir': { type: 'string' } } as const;

/** Throws UsageError. Port 0 takes a free one. */
export const portOf = (text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port must be a number from 0 to 65535, not ${text}`);
  return port;
};

/** Throws UsageError. */
export const dataDirOf = (text: string | undefined): string => {
  if (text === undefined || text === '')
    throw new UsageError('--data-dir is missing: name the directory to keep the data in');
  return text;
};
