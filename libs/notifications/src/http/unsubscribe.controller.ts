import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { deriveId } from '#libs/event-sourcing';
import {
  Api,
  type ApiReply,
  type ApiRequest,
  Documented,
  linkRoute,
  Operation,
  Public,
  RateLimit,
  traceIdOf,
} from '#libs/rest';
import { UnsubscribeLinks } from '../delivery/unsubscribe-links.js';
import { Unsubscribe } from '../write/unsubscribe.js';
import { unsubscribePage } from './unsubscribe-page.js';

const ATTEMPTS_A_MINUTE = 30;

const question = unsubscribePage(
  'Unsubscribe?',
  'You will not be told by e-mail any more of what that message told of. Your inbox goes on as before.',
  '<form method="post"><button>Unsubscribe</button></form>',
);
const answer = unsubscribePage(
  'You are unsubscribed',
  'What is told by e-mail you can choose again at any time, under Notification settings in your own menu.',
);
const notOurs = unsubscribePage(
  'This link is not valid any more',
  'Nothing has changed. What is told by e-mail you can choose under <a href="../../../account/notifications">Notification settings</a>.',
);

/** Where a message's link leads: a GET asks, since clients of mail follow links by themselves, a POST does it (RFC 8058). */
@Api('Notifications')
@Controller('unsubscribe')
@Public()
export class UnsubscribeController {
  private readonly attempts = new RateLimit({ name: 'unsubscribe', limit: ATTEMPTS_A_MINUTE, windowMs: 60_000 });

  constructor(
    private readonly commands: CommandBus,
    private readonly links: UnsubscribeLinks,
  ) {}

  @Get(':token')
  @Documented((swagger) => swagger.ApiProduces('text/html'))
  @Operation({ id: 'askToUnsubscribe', summary: 'The page that a message’s link opens', answers: { 200: z.string() } })
  ask(@Param('token') _token: string, @Res({ passthrough: true }) reply: ApiReply): Readable {
    return page(reply, question);
  }

  @Post(':token')
  @RouteConfig(linkRoute)
  @HttpCode(200)
  @Documented((swagger) => swagger.ApiProduces('text/html'))
  @Operation({
    id: 'unsubscribe',
    summary: 'Be told no more by e-mail of what the message told of',
    description:
      'Whoever has the link may: one-click unsubscription, RFC 8058. 404: the link is not valid any more, as the page says.',
    answers: { 200: z.string(), 404: z.string() },
    refusals: ['too-many-requests'],
  })
  async unsubscribe(
    @Req() request: ApiRequest,
    @Param('token') token: string,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Readable> {
    void reply.header('RateLimit', this.attempts.take(request.ip));
    const subscription = this.links.open(token);
    if (subscription === undefined) return page(reply.status(404), notOurs);
    const commandId = deriveId('unsubscribe', request.id);
    const context = {
      commandId,
      actor: 'system:unsubscribe-link',
      correlationId: traceIdOf(request),
      causationId: commandId,
    };
    await this.commands.execute(new Unsubscribe(subscription, context));
    return page(reply, answer);
  }
}

const page = (reply: ApiReply, html: string): Readable => {
  void reply
    .type('text/html; charset=utf-8')
    .header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
  return Readable.from([html]);
};
