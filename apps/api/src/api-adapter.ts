import { randomBytes } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Settings } from '#libs/settings';
import { frameworkRefusals } from './framework-refusals.js';

const BODY_LIMIT = 1024 * 1024;

/** The HTTP server of the API. */
export const apiAdapter = ({ TRUSTED_PROXIES }: Pick<Settings, 'TRUSTED_PROXIES'>): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomBytes(16).toString('hex'),
    forceCloseConnections: 'idle',
    trustProxy: TRUSTED_PROXIES.length > 0 && TRUSTED_PROXIES,
    routerOptions: { maxParamLength: 200 },
    ...frameworkRefusals,
  });
