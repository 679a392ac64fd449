import {
  createWayIn,
  DocumentRedeemedTickets,
  loadWayInSecret,
  mayInProject,
  type RedeemedTicketsCollection,
  type TicketIssuer,
} from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import { LaunchQueries } from '#libs/launches';
import type { Logger } from '#libs/observability';
import { ProjectAccessFromReadModel } from '#libs/projects';
import type { SessionRuntimeReader } from '#libs/session-runtime';
import type { Settings } from '#libs/settings';
import { type Gateway, startGateway } from '../../gateway/src/gateway.js';

interface Parts {
  readonly settings: Settings;
  readonly port: number;
  readonly consoleUrl: string;
  readonly readModels: ReadModels;
  readonly runtime: SessionRuntimeReader;
  readonly redeemed: RedeemedTicketsCollection;
  readonly logger: Logger;
}

/** The gateway, and the API's half of the way in. */
export const openGateway = async (parts: Parts): Promise<{ gateway: Gateway; wayIn: TicketIssuer }> => {
  const { settings, port, readModels, runtime, logger, consoleUrl } = parts;
  const secret = await loadWayInSecret(undefined, settings.DATA_DIR);
  const gateway = await startGateway({
    host: settings.HOST,
    port,
    sessionsDomain: settings.SESSIONS_DOMAIN,
    consoleUrl,
    endpointOf: (launchId) => runtime.endpoint(launchId),
    mayEnter: mayEnter(readModels),
    secret,
    redeemed: await DocumentRedeemedTickets.open(parts.redeemed),
    log: logger,
  });
  const publicUrlOf = (launchId: string): string => `http://${launchId}.${settings.SESSIONS_DOMAIN}:${gateway.port}`;
  return { gateway, wayIn: createWayIn({ secret, publicUrlOf }) };
};

/** The launch is this user's, it runs, and its project may still be read by them. */
const mayEnter = (readModels: ReadModels) => {
  const launches = new LaunchQueries(readModels);
  const projects = new ProjectAccessFromReadModel(readModels);
  return async (launchId: string, userId: string): Promise<boolean> => {
    const launch = await launches.own(launchId, userId);
    if (launch?.status !== 'running') return false;
    const who = { userId, displayName: '', roles: new Set<never>() };
    return mayInProject(who, 'launch-session', await projects.of(launch.projectId)) === 'allowed';
  };
};
