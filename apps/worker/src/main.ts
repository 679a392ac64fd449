import { NestFactory } from '@nestjs/core';
import { OperationsServer } from '#libs/observability';
import { freePort, nestOptions, runProcess } from '#libs/platform';
import { localUrl } from '#libs/settings';
import { WorkerProcessModule } from './worker-process.module.js';

/** `npm run start:worker`. */
runProcess('worker', async ({ settings: given, ...context }) => {
  const { HOST } = given;
  const settings = { ...given, OPERATIONS_PORT: await freePort(HOST, given.OPERATIONS_PORT, 'OPERATIONS_PORT') };
  const process = { ...context, settings };
  const app = await NestFactory.createApplicationContext(WorkerProcessModule.of(process), nestOptions(process));
  return { app, url: localUrl(HOST, app.get(OperationsServer).port) };
});
