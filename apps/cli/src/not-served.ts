import { DatabaseUnavailableError, EventStoreUnavailableError } from '#libs/event-sourcing';

/** Why a store does not serve us that was asked whether it is there, in one line: `kind` at `where`. */
export const notServed = (kind: string, where: string, cause: unknown): Error => {
  const isAway = cause instanceof DatabaseUnavailableError || cause instanceof EventStoreUnavailableError;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = isAway
    ? `no ${kind} answers at ${where}: is it running?`
    : `the ${kind} at ${where} refuses: ${reason}`;
  return new Error(message, { cause });
};
