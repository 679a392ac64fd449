import { Module } from '@nestjs/common';
import { PROJECT_ACCESS_LOOKUP, type ProjectAccessLookup } from '#libs/access';
import type { EventStore } from '#libs/event-sourcing';
import { HistoryModule, LogHub, ProjectChannels } from '#libs/history';
import { InboxChannels, InboxPast } from '#libs/notifications';
import { Tracing } from '#libs/observability';
import { LogHubModule, seenSpan } from '#libs/platform';
import { REPORT_ERROR, type ReportError } from '#libs/rest';
import { EVENT_STORE } from '#libs/slice';
import { Listeners } from './listeners.js';
import { LiveGateway } from './live.gateway.js';
import { SocketAdmission } from './socket-admission.js';

const channels = {
  provide: ProjectChannels,
  inject: [LogHub, PROJECT_ACCESS_LOOKUP, REPORT_ERROR],
  useFactory: (hub: LogHub, projects: ProjectAccessLookup, report: ReportError) =>
    new ProjectChannels(hub, projects, (error) => report(error, 'live')),
};

const inboxes = {
  provide: InboxChannels,
  inject: [LogHub],
  useFactory: (hub: LogHub) => new InboxChannels(hub),
};

const inboxPast = {
  provide: InboxPast,
  inject: [EVENT_STORE],
  useFactory: (store: EventStore) => new InboxPast(store),
};

/** The live feed; the application gives its LiveAdapter the SocketAdmission. */
@Module({
  imports: [HistoryModule, LogHubModule],
  providers: [Listeners, LiveGateway, SocketAdmission, channels, inboxes, inboxPast],
  exports: [LiveGateway],
})
export class LiveModule {
  constructor(hub: LogHub, tracing: Tracing) {
    hub.attach((event) => {
      const now = Date.now();
      tracing.record(seenSpan('live feeds', event, { startedAt: now, endedAt: now }));
    });
  }
}
