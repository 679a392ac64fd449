import { createParamDecorator, type ExecutionContext, type OnModuleDestroy, UseFilters } from '@nestjs/common';
import { MessageBody, type OnGatewayConnection, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { Metrics } from '#libs/observability';
import { ProblemError } from '#libs/rest';
import { Listeners } from './listeners.js';
import type { LiveListener } from './live-listener.js';
import { liveMessages, subjectOf } from './live-messages.js';
import { listenerOf } from './socket-admission.js';
import { acknowledgeProblem, SocketProblemFilter } from './socket-problem.filter.js';

/** How long a token that is good no more may go unnoticed on an open socket. */
const RECHECK_MS = 30_000;

/** Who listens on the connection that a message came by. */
const Listener = createParamDecorator((_: unknown, context: ExecutionContext) =>
  listenerOf(context.switchToWs().getClient<Socket>()),
);

type Message<Name extends keyof typeof liveMessages> = z.infer<(typeof liveMessages)[Name]>;

interface Done {
  readonly ok: true;
}

const unknownMessage = (name: string): ProblemError =>
  new ProblemError(
    'not-found',
    `There is no message “${name.slice(0, 40)}”: send ${Object.keys(liveMessages).join(', ')}.`,
  );

/** The live feed: what may be sent over an admitted connection, each acknowledged with `ok` or the problem. */
@WebSocketGateway()
@UseFilters(SocketProblemFilter)
export class LiveGateway implements OnGatewayConnection, OnModuleDestroy {
  private readonly rechecking = setInterval(() => this.recheck(), RECHECK_MS).unref();

  constructor(
    private readonly listeners: Listeners,
    metrics: Metrics,
  ) {
    metrics.gauge('live_connections', 'Open connections of those who listen live', () => listeners.size);
    metrics.gauge('live_project_feeds', 'Projects that open connections listen to', () =>
      listeners.all().reduce((sum, { feedCount }) => sum + feedCount, 0),
    );
  }

  /** Nest hears only the messages that it knows: of others nobody would say that they are none. */
  handleConnection(socket: Socket): void {
    socket.onAny((name: string, ...sent: readonly unknown[]) => {
      if (!Object.hasOwn(liveMessages, name)) acknowledgeProblem(unknownMessage(name), sent);
    });
  }

  @SubscribeMessage('subscribe')
  async subscribe(
    @Listener() listener: LiveListener,
    @MessageBody({ schema: liveMessages.subscribe }) message: Message<'subscribe'>,
  ): Promise<Done & { readonly position: string }> {
    return {
      ok: true,
      position: await listener.inOrder(() => listener.subscribe(subjectOf(message), message.after)),
    };
  }

  @SubscribeMessage('unsubscribe')
  async unsubscribe(
    @Listener() listener: LiveListener,
    @MessageBody({ schema: liveMessages.unsubscribe }) message: Message<'unsubscribe'>,
  ): Promise<Done> {
    await listener.inOrder(() => listener.unsubscribe(subjectOf(message)));
    return { ok: true };
  }

  @SubscribeMessage('authenticate')
  async renew(
    @Listener() listener: LiveListener,
    @MessageBody({ schema: liveMessages.authenticate }) { token }: Message<'authenticate'>,
  ): Promise<Done> {
    await listener.inOrder(() => listener.renew(token));
    return { ok: true };
  }

  /** The person is somebody no more: their connections end. */
  end(userId: string): void {
    for (const listener of this.listeners.of(userId)) listener.end();
  }

  onModuleDestroy(): void {
    clearInterval(this.rechecking);
  }

  private recheck(): void {
    for (const listener of this.listeners.all()) void listener.recheck();
  }
}
