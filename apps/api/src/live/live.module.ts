import { Module } from '@nestjs/common';
import { PROJECT_ACCESS_LOOKUP, type ProjectAccessLookup } from '#libs/access';
import { HistoryModule, LogHub, ProjectChannels } from '#libs/history';
import { LogHubModule } from '#libs/platform';
import { REPORT_ERROR, type ReportError } from '#libs/rest';
import { Listeners } from './listeners.js';
import { LiveGateway } from './live.gateway.js';
import { SocketAdmission } from './socket-admission.js';

const channels = {
  provide: ProjectChannels,
  inject: [LogHub, PROJECT_ACCESS_LOOKUP, REPORT_ERROR],
  useFactory: (hub: LogHub, projects: ProjectAccessLookup, report: ReportError) =>
    new ProjectChannels(hub, projects, (error) => report(error, 'live')),
};

/** The live feed; the application gives its LiveAdapter the SocketAdmission. */
@Module({
  imports: [HistoryModule, LogHubModule],
  providers: [Listeners, LiveGateway, SocketAdmission, channels],
  exports: [LiveGateway],
})
export class LiveModule {}
