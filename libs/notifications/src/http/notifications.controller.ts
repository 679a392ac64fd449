import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import {
  Answer,
  Api,
  Caller,
  decodeCursor,
  done,
  encodeCursor,
  Id,
  InContext,
  Operation,
  type PersonalContext,
  ProblemError,
} from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { notificationsProblems } from '../notifications.rejections.js';
import { InboxQueries } from '../read/inbox.queries.js';
import { ReadAllNotifications } from '../write/read-all-notifications.js';
import { ReadNotification } from '../write/read-notification.js';
import { inboxView, notificationsQuery, notificationView } from './notification.dto.js';

type View = z.infer<typeof notificationView>;

const olderThan = (cursor: string | undefined): number | undefined => {
  if (cursor === undefined) return undefined;
  const [revision = ''] = decodeCursor(cursor, 1);
  if (!/^\d{1,15}$/.test(revision)) throw new ProblemError('invalid-cursor');
  return Number(revision);
};

/** One's own inbox: another's notifications are 404. */
@Api('Notifications')
@Controller()
export class NotificationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: InboxQueries,
    private readonly authorizer: QueryAuthorizer,
  ) {}

  @Get('inbox')
  @Operation({ id: 'getInbox', summary: 'How many notifications you have not read', answers: { 200: inboxView } })
  async inbox(@Caller() caller: Principal): Promise<Answer<z.infer<typeof inboxView>>> {
    await this.authorizer.allow(caller, 'read-inbox');
    return new Answer({ unread: await this.queries.unread(caller) });
  }

  @Get('notifications')
  @Operation({
    id: 'listNotifications',
    summary: 'What you were told, the newest first',
    description:
      'Of a session, or of a project and a branch, the unread notification says the newest: one that it supersedes, or that nobody can act on any more, is gone. The newest 500 are kept. What is about a project that you may not read any more is not shown.',
    answers: { 200: notificationView.array() },
    refusals: ['invalid-cursor'],
  })
  async list(
    @Caller() caller: Principal,
    @Query({ schema: notificationsQuery }) { unread, limit, cursor }: z.infer<typeof notificationsQuery>,
  ): Promise<Answer<View[]>> {
    await this.authorizer.allow(caller, 'read-inbox');
    const found = await this.queries.page(caller, { unread, limit, before: olderThan(cursor) });
    const last = found.length === limit ? found.at(-1) : undefined;
    const next = last && encodeCursor([String(last.raisedAtRevision)]);
    return new Answer(
      found.map((one) => notificationView.parse(one)),
      { next },
    );
  }

  @Post('notifications/:notificationId/read')
  @HttpCode(204)
  @Operation({
    id: 'readNotification',
    summary: 'You have read it',
    answers: { 204: 'nothing' },
    refusals: [notificationsProblems['notification-not-found']],
  })
  async read(
    @InContext() context: PersonalContext,
    @Param('notificationId', Id) notificationId: string,
  ): Promise<Answer<undefined>> {
    const { userId } = context.principal;
    return done(await this.commands.execute(new ReadNotification({ userId, notificationId }, context)));
  }

  @Post('notifications/read-all')
  @HttpCode(204)
  @Operation({ id: 'readAllNotifications', summary: 'You have read them all', answers: { 204: 'nothing' } })
  async readAll(@InContext() context: PersonalContext): Promise<Answer<undefined>> {
    const { userId } = context.principal;
    return done(await this.commands.execute(new ReadAllNotifications({ userId }, context)));
  }
}
