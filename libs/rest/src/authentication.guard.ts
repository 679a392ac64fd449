import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Principal } from '#libs/access';
import { ProblemError } from './problem.js';
import type { ApiReply, ApiRequest } from './request.js';
import { RequestAuthentication } from './request-authentication.js';

const PUBLIC = 'renku-sessions:public';

/** A route that needs no token. It cannot take a body. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** Who is calling. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const principal = context.switchToHttp().getRequest<ApiRequest>().principal;
  if (principal === undefined) throw new ProblemError('unauthenticated');
  return principal;
});

/** Every route needs a valid access token unless it is @Public(). */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: RequestAuthentication,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (context.getType() !== 'http' || isPublic === true) return true;
    const http = context.switchToHttp();
    await this.authentication.authenticate(http.getRequest<ApiRequest>(), http.getResponse<ApiReply>());
    return true;
  }
}
