import { isDeepStrictEqual } from 'node:util';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Observable } from 'rxjs';
import { isForLink } from './hook-route.js';
import { misfit } from './misfit.js';
import type { ApiRequest } from './request.js';
import { routeArguments } from './route-arguments.js';

/** Many clients send an empty object where there is nothing to say. */
const saysNothing = (body: unknown): boolean => body === undefined || body === null || isDeepStrictEqual(body, {});

const detail = 'There is nothing to send in a body here.';

/** No route ignores a body: whoever asks by it for more than there is would take the answer for another. */
@Injectable()
export class KnownBodyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    // what comes over a socket is its message
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<ApiRequest>();
    if (saysNothing(request.body) || isForLink(request)) return next.handle();
    if (routeArguments(context, RouteParamtypes.BODY).length > 0) return next.handle();
    throw misfit([{ pointer: '', detail }]);
  }
}
