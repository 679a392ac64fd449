import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { ReadModels } from '#libs/event-sourcing';
import { ProblemError } from './problem.js';
import type { ApiRequest } from './request.js';

export const READ_MODELS = Symbol('ReadModels');
const WAIT_MS = 2000;

/** Read your own writes: a GET with Min-Position waits for the projector, then says how far behind it is. */
@Injectable()
export class MinPositionInterceptor implements NestInterceptor {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType() !== 'http') return next.handle();
    const header = context.switchToHttp().getRequest<ApiRequest>().headers['min-position'];
    if (header !== undefined) await this.wait(header);
    return next.handle();
  }

  private async wait(header: string | string[]): Promise<void> {
    if (typeof header !== 'string' || !/^\d{1,19}$/.test(header))
      throw new ProblemError('invalid-precondition', 'Min-Position takes the decimal position of an earlier answer.');
    const wanted = BigInt(header);
    if (await this.readModels.waitFor(wanted, WAIT_MS)) return;
    const reached = await this.readModels.position();
    // by the time that it is said they may have come
    if (reached >= wanted) return;
    const detail = `The read models are at position ${reached}, you asked for ${header}. Try again in a moment.`;
    throw new ProblemError('read-model-behind', detail, { reached: reached.toString() });
  }
}
