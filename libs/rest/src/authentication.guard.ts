import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { AuthenticatedPrincipal, Principal } from '#libs/access';
import { challenge, ProblemError } from './problem.js';
import type { ApiRequest } from './request.js';

/** Turns a bearer token into who it stands for. Throws `InvalidTokenError` when the token is no good. */
export interface BearerAuthenticator {
  authenticate(token: string): Promise<AuthenticatedPrincipal>;
  /** The person was erased: from now on they are refused. */
  forget(userId: string): void;
}

export const BEARER_AUTHENTICATOR = Symbol('BearerAuthenticator');

const PUBLIC = 'renku-sessions:public';

/** A route that needs no token. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** Who is calling. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const principal = context.switchToHttp().getRequest<ApiRequest>().principal;
  if (principal === undefined) throw new ProblemError('unauthenticated');
  return principal;
});

const bearer = /^Bearer +([^ ]+)$/i;

/** Every route needs a valid access token unless it is @Public(). */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(BEARER_AUTHENTICATOR) private readonly authenticator: BearerAuthenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (context.getType() !== 'http' || isPublic === true) return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const token = bearer.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined)
      throw new ProblemError('unauthenticated', 'Send an access token: Authorization: Bearer <token>.', {}, challenge);
    request.principal = await this.authenticator.authenticate(token);
    return true;
  }
}
