import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { Api, type ApiRequest, hookRoute, Operation, Public } from '#libs/rest';
import { HookReceiver } from '../watching/hook-receiver.js';
import { unprovenHook } from './unproven-hook.js';

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** One for all senders, whose bodies tell themselves apart; the addresses are for whoever sets them up. */
@Api('Images')
@Controller('webhooks')
@Public()
export class WebhooksController {
  constructor(private readonly hooks: HookReceiver) {}

  @Post('gitlab')
  @RouteConfig(hookRoute)
  @HttpCode(202)
  @Operation({
    id: 'receiveCodeHostHook',
    summary: 'A hint of a code host that a pipeline has ended',
    description:
      'The secret of the code host as X-Gitlab-Token, Bearer token or Basic password, or a signature by it: Standard Webhooks, X-Hub-Signature-256, X-Gitea-Signature.',
    answers: { 202: 'nothing' },
  })
  codeHost(@Req() request: ApiRequest, @Body() body: unknown): void {
    this.receive(request, body);
  }

  @Post('registry')
  @RouteConfig(hookRoute)
  @HttpCode(202)
  @Operation({
    id: 'receiveRegistryHook',
    summary: 'A hint of a registry that an image was pushed: Distribution’s notifications, Harbor, Quay or Docker Hub',
    description: 'The secret of the code host whose images are there as Bearer token or Basic password.',
    answers: { 202: 'nothing' },
  })
  registry(@Req() request: ApiRequest, @Body() body: unknown): void {
    this.receive(request, body);
  }

  private receive({ headers }: ApiRequest, body: unknown): void {
    const text = typeof body === 'string' ? body : '';
    const senders = this.hooks.sendersOf({ headers, body: text });
    if (senders.length === 0) throw unprovenHook();
    // answered at once: a sender that waits sends no more
    void this.hooks.receive(parsed(text), senders);
  }
}
