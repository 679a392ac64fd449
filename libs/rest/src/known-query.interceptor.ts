import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { ProblemError } from './problem.js';
import type { ApiRequest } from './request.js';
import { type RouteArgument, routeArguments } from './route-arguments.js';

const namesIn = ({ data, schema }: RouteArgument): readonly string[] => {
  if (data !== undefined) return [data];
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
};

/** No route ignores a query parameter: whoever misspells one, or asks for more than there is, would take the answer for another. */
@Injectable()
export class KnownQueryInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    // what comes over a socket has no query
    if (context.getType() !== 'http') return next.handle();
    const sent = Object.keys(context.switchToHttp().getRequest<ApiRequest>().query as object);
    if (sent.length === 0) return next.handle();
    const known = routeArguments(context, RouteParamtypes.QUERY).flatMap(namesIn);
    const unknown = sent.filter((name) => !known.includes(name));
    if (unknown.length === 0) return next.handle();
    const takes = known.length === 0 ? 'takes no query parameters' : `takes ${known.join(', ')}`;
    const detail = `There is no such query parameter; this address ${takes}.`;
    const errors = unknown.slice(0, 50).map((name) => ({ pointer: `?${name}`, detail }));
    throw new ProblemError('invalid-request', errors.map((error) => `${error.pointer}: ${detail}`).join(' '), {
      errors,
    });
  }
}
