import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isForHook } from '#libs/rest';
import { HookReceiver } from '../watching/hook-receiver.js';
import { unprovenHook } from './unproven-hook.js';

type Fastify = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

/** No body of a hook is read that could prove nothing: nobody can make the API hold one without at least the form of a signature. */
@Injectable()
export class HookAdmission implements OnModuleInit {
  constructor(
    private readonly hooks: HookReceiver,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<Fastify>();
    fastify.addHook('preParsing', (request, _reply, _payload, done) => {
      done(isForHook(request) && !this.hooks.couldKnow(request.headers) ? unprovenHook() : undefined);
    });
  }
}
