import { Module } from '@nestjs/common';
import { RepositoryImagesModule } from '#libs/images';
import { ProjectsModule } from '#libs/projects';
import { SessionsModule } from '#libs/sessions';
import { commandHandler, on, policyProvider, whenever } from '#libs/slice';
import { whenImageAvailableThenNotify } from './automation/when-image-available-then-notify.js';
import { whenPersonErasedThenCloseInbox } from './automation/when-person-erased-then-close-inbox.js';
import { EditorsWithOlderImages } from './facts/editors-with-older-images.js';
import { inbox, inboxStream } from './inbox.js';
import { InboxQueries } from './read/inbox.queries.js';
import { CloseInbox, closeInbox } from './write/close-inbox.js';
import { RaiseNotification, raiseNotification } from './write/raise-notification.js';
import { ReadAllNotifications, readAllNotifications } from './write/read-all-notifications.js';
import { ReadNotification, readNotification } from './write/read-notification.js';

/** Everybody has an inbox; each decision looks at whose it is. */
const slot = {
  stream: ({ userId }: { userId: string }) => inboxStream(userId),
  evolver: inbox,
  may: 'read-inbox',
} as const;

/** What this slice can do: command → decision. */
const commands = [
  on(RaiseNotification, { ...slot, decide: raiseNotification }),
  on(ReadNotification, { ...slot, decide: readNotification }),
  on(ReadAllNotifications, { ...slot, decide: readAllNotifications }),
  on(CloseInbox, { ...slot, decide: closeInbox }),
];

/** What happens by itself. */
const policies = [
  whenever(whenPersonErasedThenCloseInbox, { startAt: 'beginning', commands: { close: CloseInbox } }),
  whenever(whenImageAvailableThenNotify, { ports: EditorsWithOlderImages, commands: { notify: RaiseNotification } }),
];

@Module({
  imports: [ProjectsModule, RepositoryImagesModule, SessionsModule],
  providers: [InboxQueries, EditorsWithOlderImages, ...commands.map(commandHandler), ...policies.map(policyProvider)],
  exports: [InboxQueries],
})
export class NotificationsModule {}
