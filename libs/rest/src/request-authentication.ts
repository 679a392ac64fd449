import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AuthenticatedPrincipal } from '#libs/access';
import { isForHook, isForLink } from './hook-route.js';
import { challenge, ProblemError } from './problem.js';
import type { ApiReply, ApiRequest } from './request.js';
import { UnderWay } from './under-way.js';

/** Turns a bearer token into who it stands for. Throws `InvalidTokenError` when the token is no good. */
export interface BearerAuthenticator {
  authenticate(token: string): Promise<AuthenticatedPrincipal>;
  /** The person was erased: from now on they are refused. */
  forget(userId: string): void;
}

export const BEARER_AUTHENTICATOR = Symbol('BearerAuthenticator');

type Fastify = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

const bearer = /^Bearer +([^ ]+)$/i;
const withoutBody = ['GET', 'HEAD'];

/** Of a person, on one API: a page of the console has fewer than ten, and what more wait for everybody else waits for too. */
const REQUESTS_AT_ONCE = 50;

/** Who sent a request, by its access token. No route but hooks, which look at their own headers, and links, whose bodies are tiny, takes a body from nobody, so that nobody can make the API hold one. */
@Injectable()
export class RequestAuthentication implements OnModuleInit {
  private readonly underWay = new UnderWay({
    limit: REQUESTS_AT_ONCE,
    detail: `You have ${REQUESTS_AT_ONCE} requests under way already: wait for their answers.`,
  });

  constructor(
    @Inject(BEARER_AUTHENTICATOR) private readonly authenticator: BearerAuthenticator,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<Fastify>();
    // guards come after the body was read
    fastify.addHook('preParsing', async (request: ApiRequest, reply) => {
      if (!withoutBody.includes(request.method) && !isForHook(request) && !isForLink(request))
        await this.authenticate(request, reply);
    });
  }

  /** Sets the request's principal, unless it has one already. Throws the problem it is where there is no good token, or its person has too many. */
  async authenticate(request: ApiRequest, reply: ApiReply): Promise<void> {
    if (request.principal !== undefined) return;
    const token = bearer.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined)
      throw new ProblemError('unauthenticated', 'Send an access token: Authorization: Bearer <token>.', {}, challenge);
    const principal = await this.authenticator.authenticate(token);
    this.underWay.begin(principal.userId, reply);
    request.principal = principal;
  }
}
