import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { misfit } from './misfit.js';
import type { ProblemError } from './problem.js';
import type { ApiRequest } from './request.js';
import { type RouteArgument, routeArguments } from './route-arguments.js';

const namesIn = ({ data, schema }: RouteArgument): readonly string[] => {
  if (data !== undefined) return [data];
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
};

const refusal = (names: readonly string[], detail: string): ProblemError =>
  misfit(names.map((name) => ({ pointer: `?${name}`, detail })));

const noSuch = (known: readonly string[]): string => {
  const takes = known.length === 0 ? 'takes no query parameters' : `takes ${known.join(', ')}`;
  return `There is no such query parameter; this address ${takes}.`;
};

/**
 * No route ignores a query parameter: whoever misspells one, or asks for more than there is, would take the answer for another. None takes
 * one twice.
 */
@Injectable()
export class KnownQueryInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    // what comes over a socket has no query
    if (context.getType() !== 'http') return next.handle();
    const query = context.switchToHttp().getRequest<ApiRequest>().query as Readonly<Record<string, unknown>>;
    const sent = Object.keys(query);
    if (sent.length === 0) return next.handle();
    const known = routeArguments(context, RouteParamtypes.QUERY).flatMap(namesIn);
    const unknown = sent.filter((name) => !known.includes(name));
    if (unknown.length > 0) throw refusal(unknown, noSuch(known));
    const repeated = sent.filter((name) => Array.isArray(query[name]));
    if (repeated.length > 0) throw refusal(repeated, 'Is given more than once: give it once.');
    return next.handle();
  }
}
