import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PROJECT_ACCESS_LOOKUP, type ProjectAccessLookup } from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import { HistoryQueries, type LogHub } from '#libs/history';
import type { Logger } from '#libs/observability';
import { BEARER_AUTHENTICATOR, type BearerAuthenticator, READ_MODELS } from '#libs/rest';
import { LiveServer } from './live-server.js';

/** socket.io on the API's own port. */
export const startLive = (app: NestFastifyApplication, hub: LogHub, logger: Logger): LiveServer =>
  new LiveServer(app.getHttpServer(), {
    hub,
    authenticator: app.get<BearerAuthenticator>(BEARER_AUTHENTICATOR),
    history: app.get(HistoryQueries),
    readModels: app.get<ReadModels>(READ_MODELS),
    projects: app.get<ProjectAccessLookup>(PROJECT_ACCESS_LOOKUP),
    report: (error, traceId) => logger.error({ part: 'live', traceId, err: error }, 'live feed failed'),
  });
