import { randomUUID } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { webSocketUpgrades } from '#libs/platform';
import { BODY_LIMIT } from '#libs/rest';
import type { Settings } from '#libs/settings';
import { frameworkRefusals } from './framework-refusals.js';

/** How long all of a request, and before it its headers, may take to arrive, and how often who takes longer is looked for. */
const REQUEST_TIMEOUT_MS = 30_000;
const TIMEOUT_CHECK_MS = 2_000;
/** How long nothing may move on a connection: of an answer that nobody reads, or of a request that nobody answers. */
const IDLE_TIMEOUT_MS = 120_000;

/** Bodies are checked by the schemas that document them: Fastify's own validator is a hundred files that nobody would use. */
const noSchemas = () => () => {
  throw new Error('routes have no schemas of Fastify');
};

/** The HTTP server of the API. */
export const apiAdapter = ({ TRUSTED_PROXIES }: Pick<Settings, 'TRUSTED_PROXIES'>): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: IDLE_TIMEOUT_MS,
    // Node takes the longer of the two for the whole request
    http: {
      headersTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      ...webSocketUpgrades,
    },
    // 32 hexadecimal digits, as a trace's id; Node keeps random ones for UUIDs, where it asks the system for each of other bytes
    genReqId: () => randomUUID().replaceAll('-', ''),
    forceCloseConnections: 'idle',
    trustProxy: TRUSTED_PROXIES.length > 0 && TRUSTED_PROXIES,
    routerOptions: { maxParamLength: 200 },
    // it would make all of an archive or export, and throw it away
    exposeHeadRoutes: false,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    ...frameworkRefusals,
  });
