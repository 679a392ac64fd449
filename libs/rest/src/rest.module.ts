import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AnswerInterceptor } from './answer.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { KnownBodyInterceptor } from './known-body.interceptor.js';
import { KnownQueryInterceptor } from './known-query.interceptor.js';
import { MinPositionInterceptor } from './min-position.interceptor.js';
import { ProblemFilter } from './problem-filter.js';
import { RequestAuthentication } from './request-authentication.js';
import { SchemaValidationPipe } from './validation.js';

/**
 * What every route has: who is calling, what fits, how it is answered and refused. Programs and specs import the same.
 * Needs BEARER_AUTHENTICATOR, READ_MODELS and REPORT_ERROR from a global module. Interceptors take part in this order.
 */
@Module({
  providers: [
    RequestAuthentication,
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    { provide: APP_PIPE, useFactory: () => new SchemaValidationPipe() },
    { provide: APP_INTERCEPTOR, useClass: KnownQueryInterceptor },
    { provide: APP_INTERCEPTOR, useClass: KnownBodyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: MinPositionInterceptor },
    { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class RestModule {}
