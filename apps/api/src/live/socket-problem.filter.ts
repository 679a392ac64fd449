import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import {
  type Problem,
  type ProblemError,
  problemDocument,
  REPORT_ERROR,
  type ReportError,
  toProblem,
} from '#libs/rest';

type Acknowledge = (answer: { readonly ok: false; readonly problem: Problem }) => void;

const isAcknowledge = (argument: unknown): argument is Acknowledge => typeof argument === 'function';

/** `sent`: what came with the message, the acknowledgement among it where the listener wants one. */
export const acknowledgeProblem = (problem: ProblemError, sent: readonly unknown[]): void =>
  sent.find(isAcknowledge)?.({ ok: false, problem: problemDocument(problem, 'live') });

/** Acknowledges a message that could not be done with the problem it is, as the REST API has it. */
@Catch()
export class SocketProblemFilter implements ExceptionFilter {
  constructor(@Inject(REPORT_ERROR) private readonly report: ReportError) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = toProblem(error);
    if (problem.code === 'internal') this.report(error, 'live');
    acknowledgeProblem(problem, host.getArgs<unknown[]>());
  }
}
