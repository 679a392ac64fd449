import { Global, Module } from '@nestjs/common';
import { LOGGER, type Logger } from '#libs/observability';
import { REPORT_ERROR, type ReportError } from '#libs/rest';

const provider = {
  provide: REPORT_ERROR,
  inject: [LOGGER],
  useFactory:
    (logger: Logger): ReportError =>
    (error, traceId) =>
      logger.error({ part: 'api', traceId, err: error }, 'request failed'),
};

/** What nobody expected goes to the log. */
@Global()
@Module({ providers: [provider], exports: [provider] })
export class UnexpectedErrorsModule {}
