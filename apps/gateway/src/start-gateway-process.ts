import { NestFactory } from '@nestjs/core';
import { findBackingServices, nestOptions } from '#libs/platform';
import { freePort, type ProcessContext, type Running } from '#libs/process';
import { localUrl } from '#libs/settings';
import { GatewayProcessModule } from './gateway-process.module.js';

/** A gateway beside other processes. */
export const startGatewayProcess = async ({ settings: given, ...more }: ProcessContext): Promise<Running> => {
  const settings = {
    ...given,
    SESSIONS_PORT: await freePort(given.HOST, given.SESSIONS_PORT, 'SESSIONS_PORT'),
    OPERATIONS_PORT: await freePort(given.HOST, given.OPERATIONS_PORT, 'OPERATIONS_PORT'),
  };
  const context = { ...more, settings };
  const root = GatewayProcessModule.of(context, await findBackingServices(context));
  const app = await NestFactory.createApplicationContext(root, nestOptions(context));
  return { app, url: localUrl(settings.HOST, settings.SESSIONS_PORT) };
};
