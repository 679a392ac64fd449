/** Where a part tells what it does: an event's fields, then its name. pino's loggers fit. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const nowhere = (): void => undefined;

export const silentLog: Log = { info: nowhere, warn: nowhere, error: nowhere };
