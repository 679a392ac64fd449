import { NestFactory } from '@nestjs/core';
import { freePort, nestOptions, runProcess } from '#libs/platform';
import { localUrl } from '#libs/settings';
import { GatewayProcessModule } from './gateway-process.module.js';

/** `npm run start:gateway`. */
runProcess('gateway', async ({ settings: given, ...context }) => {
  const { HOST } = given;
  const settings = {
    ...given,
    SESSIONS_PORT: await freePort(HOST, given.SESSIONS_PORT, 'SESSIONS_PORT'),
    OPERATIONS_PORT: await freePort(HOST, given.OPERATIONS_PORT, 'OPERATIONS_PORT'),
  };
  const process = { ...context, settings };
  const app = await NestFactory.createApplicationContext(GatewayProcessModule.of(process), nestOptions(process));
  return { app, url: localUrl(HOST, settings.SESSIONS_PORT) };
});
