import { NestLogger } from '#libs/observability';
import type { ProcessContext } from '#libs/process';

/** For `NestFactory`: our log, and errors that are thrown instead of ending the process in silence. */
export const nestOptions = ({ logger }: Pick<ProcessContext, 'logger'>) =>
  ({ logger: new NestLogger(logger), abortOnError: false }) as const;
