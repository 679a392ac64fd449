import { randomBytes } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Settings } from '#libs/settings';
import { frameworkRefusals } from './framework-refusals.js';

const BODY_LIMIT = 1024 * 1024;

/** Bodies are checked by the schemas that document them: Fastify's own validator is a hundred files that nobody would use. */
const noSchemas = () => () => {
  throw new Error('routes have no schemas of Fastify');
};

/** The HTTP server of the API. */
export const apiAdapter = ({ TRUSTED_PROXIES }: Pick<Settings, 'TRUSTED_PROXIES'>): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomBytes(16).toString('hex'),
    forceCloseConnections: 'idle',
    trustProxy: TRUSTED_PROXIES.length > 0 && TRUSTED_PROXIES,
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    ...frameworkRefusals,
  });
