import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { logContext } from './log-context.js';

export type { Logger } from 'pino';

/** Where a peer's answer is no HTTP, Node's error has the bytes that came (`rawPacket`), 64 KiB of what may be anybody's. */
const error = (thrown: Error): unknown => {
  const told: unknown = pino.stdSerializers.err(thrown);
  return typeof told === 'object' ? { ...told, rawPacket: undefined } : told;
};

/**
 * JSON lines, on standard error unless told otherwise, so that standard output keeps for what a person or a script waits
 * for. An Error in the field `err` or `error` is logged with its message, stack and causes.
 */
export const createLogger = (
  level: string,
  destination: DestinationStream = pino.destination({ fd: 2, sync: false }),
): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: logContext.fields,
      // an Error has no fields of its own that JSON would show
      serializers: { err: error, error },
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );

/** What libraries report: an event with fields. */
export type LogEvent = { readonly level: string; readonly msg: string; readonly [field: string]: unknown };

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** The `log` function that libraries take. */
export const logTo =
  (logger: Logger, part: string) =>
  ({ level, msg, ...fields }: LogEvent): void => {
    const known = levels.find((name) => name === level) ?? 'info';
    logger[known]({ part, ...fields }, msg);
  };

/** Nest's own messages in our log, its start-up chatter at debug. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ part: 'nest', context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ part: 'nest', context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ part: 'nest', context, stack }, String(message));
  }
}
