import { Module } from '@nestjs/common';
import { RepositoryImagesModule } from '#libs/images';
import { ProjectsModule } from '#libs/projects';
import { SessionsModule } from '#libs/sessions';
import { commandHandler, on, policyProvider, whenever } from '#libs/slice';
import { whenImageAvailableThenNotify } from './automation/when-image-available-then-notify.js';
import { whenLaunchMovesOnThenTell } from './automation/when-launch-moves-on-then-tell.js';
import { whenNotificationRaisedThenDeliver } from './automation/when-notification-raised-then-deliver.js';
import { whenPersonErasedThenCloseInbox } from './automation/when-person-erased-then-close-inbox.js';
import { whenPersonInvitedThenDeliver } from './automation/when-person-invited-then-deliver.js';
import { QueueDelivery, QueueDeliveryHandler } from './delivery/queue-delivery.js';
import { QueueInvitation, QueueInvitationHandler } from './delivery/queue-invitation.js';
import { delivery, deliveryStream } from './delivery.js';
import { ProjectsOfBranch } from './facts/projects-of-branch.js';
import { imageNews, imageNewsStream } from './image-news.js';
import { inbox, inboxStream } from './inbox.js';
import { InboxQueries } from './read/inbox.queries.js';
import { ChooseDelivery, chooseDelivery } from './write/choose-delivery.js';
import { CloseInbox, closeInbox } from './write/close-inbox.js';
import { ContinueImageNews, continueImageNews } from './write/continue-image-news.js';
import { RaiseNotification, raiseNotification } from './write/raise-notification.js';
import { ReadAllNotifications, readAllNotifications } from './write/read-all-notifications.js';
import { ReadNotification, readNotification } from './write/read-notification.js';
import { Unsubscribe, unsubscribe } from './write/unsubscribe.js';
import { WithdrawNotices, withdrawNotices } from './write/withdraw-notices.js';

/** Everybody has an inbox; each decision looks at whose it is. */
const slot = {
  stream: ({ userId }: { userId: string }) => inboxStream(userId),
  evolver: inbox,
  may: 'read-inbox',
} as const;

/** Each looks at who sends it. */
const deliverySlot = {
  stream: ({ userId }: { userId: string }) => deliveryStream(userId),
  evolver: delivery,
  may: 'read-inbox',
} as const;

/** What this slice can do: command → decision. */
const commands = [
  on(RaiseNotification, { ...slot, decide: raiseNotification }),
  on(ReadNotification, { ...slot, decide: readNotification }),
  on(ReadAllNotifications, { ...slot, decide: readAllNotifications }),
  on(WithdrawNotices, { ...slot, decide: withdrawNotices }),
  on(CloseInbox, { ...slot, decide: closeInbox }),
  on(ContinueImageNews, {
    stream: imageNewsStream,
    evolver: imageNews,
    decide: continueImageNews,
    may: 'read-inbox',
  }),
  on(ChooseDelivery, { ...deliverySlot, decide: chooseDelivery }),
  on(Unsubscribe, { ...deliverySlot, decide: unsubscribe }),
];

/** What happens by itself. */
const policies = [
  whenever(whenPersonErasedThenCloseInbox, { startAt: 'beginning', commands: { close: CloseInbox } }),
  whenever(whenLaunchMovesOnThenTell, {
    startAt: 'now',
    commands: { notify: RaiseNotification, withdraw: WithdrawNotices },
  }),
  whenever(whenNotificationRaisedThenDeliver, { startAt: 'now', commands: { queue: QueueDelivery } }),
  // who was invited before has been told some other way
  whenever(whenPersonInvitedThenDeliver, { startAt: 'now', commands: { queue: QueueInvitation } }),
  whenever(whenImageAvailableThenNotify, {
    startAt: 'beginning',
    ports: ProjectsOfBranch,
    commands: { notify: RaiseNotification, withdraw: WithdrawNotices, continue: ContinueImageNews },
  }),
];

@Module({
  imports: [ProjectsModule, RepositoryImagesModule, SessionsModule],
  providers: [
    InboxQueries,
    ProjectsOfBranch,
    QueueDeliveryHandler,
    QueueInvitationHandler,
    ...commands.map(commandHandler),
    ...policies.map(policyProvider),
  ],
  exports: [InboxQueries],
})
export class NotificationsModule {}
