import { Inject, Injectable } from '@nestjs/common';
import { mayInProject, type Principal } from '#libs/access';
import type { Filter, ReadModels } from '#libs/event-sourcing';
import { type Project, ProjectQueries, projectAccess } from '#libs/projects';
import { READ_MODELS } from '#libs/rest';
import { SessionQueries } from '#libs/sessions';
import { INBOX_SIZE } from '../inbox.js';
import { type NotificationDocument, notificationDocuments } from './notifications.projection.js';
import { type UnreadDocument, unreadNotifications } from './unread-notifications.projection.js';

export interface InboxPage {
  /** Only those that are unread. */
  readonly unread?: boolean | undefined;
  /** Those that are older than the one that this event raised. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** With what a person knows its project and session by today. */
export type ShownNotification = NotificationDocument & {
  readonly projectName: string;
  /** Undefined: the session was removed. */
  readonly sessionName?: string | undefined;
};

const filterOf = (userId: string, { unread, before }: InboxPage): Filter => ({
  userId,
  ...(unread === true ? { read: false } : {}),
  ...(before === undefined ? {} : { raisedAtRevision: { $lt: before } }),
});

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** One's own inbox. What is about a project that one may not read any more is neither shown nor counted. */
@Injectable()
export class InboxQueries {
  constructor(
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    private readonly projects: ProjectQueries,
    private readonly sessions: SessionQueries,
  ) {}

  /** The newest first; as many as the limit, as long as there are. */
  async page(who: Principal, page: InboxPage): Promise<ShownNotification[]> {
    const shown: ShownNotification[] = [];
    let { before, limit } = page;
    // where some may not be shown, the rest of the inbox at once: few may be shown among many
    for (; ; limit = INBOX_SIZE) {
      const found = await this.readModels
        .documents<NotificationDocument>(notificationDocuments)
        .find(filterOf(who.userId, { ...page, before }), { sort: { raisedAtRevision: -1 }, limit });
      shown.push(...(await this.shown(who, found)));
      if (shown.length >= page.limit || found.length < limit) return shown.slice(0, page.limit);
      before = found.at(-1)?.raisedAtRevision;
    }
  }

  /** Of somebody's, those that they have not read and may read, by what everybody may: nobody's roles are known who is not here. */
  async stillUnread(userId: string, notificationIds: readonly string[]): Promise<ShownNotification[]> {
    const found = await this.readModels
      .documents<NotificationDocument>(notificationDocuments)
      .find({ _id: { $in: notificationIds }, userId, read: false }, { sort: { raisedAtRevision: 1 } });
    return this.shown({ userId, displayName: '', roles: new Set() }, found);
  }

  async unread(who: Principal): Promise<number> {
    const document = await this.readModels.documents<UnreadDocument>(unreadNotifications).get(who.userId);
    const unread = document?.unread ?? [];
    const readable = await this.readable(who, unread);
    return unread.filter(({ projectId }) => readable.has(projectId)).length;
  }

  private async shown(who: Principal, found: readonly NotificationDocument[]): Promise<ShownNotification[]> {
    const [projects, sessions] = await Promise.all([
      this.readable(who, found),
      this.sessions.withIds(distinct(found.map(({ sessionId }) => sessionId))),
    ]);
    return found.flatMap((one) => {
      const project = projects.get(one.projectId);
      if (project === undefined) return [];
      return [{ ...one, projectName: project.name, sessionName: sessions.get(one.sessionId)?.name }];
    });
  }

  private async readable(
    who: Principal,
    about: readonly { readonly projectId: string }[],
  ): Promise<ReadonlyMap<string, Project>> {
    const projects = await this.projects.withIds(distinct(about.map(({ projectId }) => projectId)));
    const isReadable = (project: Project): boolean =>
      mayInProject(who, 'read-project', projectAccess(project)) === 'allowed';
    return new Map([...projects].filter(([, project]) => isReadable(project)));
  }
}
