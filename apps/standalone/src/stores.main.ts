import { NestFactory } from '@nestjs/core';
import { BACKING_SERVICES, type BackingServices, freePort, nestOptions, runProcess } from '#libs/platform';
import { localUrl } from '#libs/settings';
import { makeDataDirectory } from './make-data-directory.js';
import { StoresProcessModule } from './stores-process.module.js';

/** `npm run start:stores`. */
runProcess('stores', async ({ settings: given, ...context }) => {
  const { HOST } = given;
  const OPERATIONS_PORT = await freePort(HOST, given.OPERATIONS_PORT, 'OPERATIONS_PORT');
  const settings = { ...given, OPERATIONS_PORT };
  await makeDataDirectory(settings.DATA_DIR);
  const process = { ...context, settings };
  const url = localUrl(HOST, OPERATIONS_PORT);
  const app = await NestFactory.createApplicationContext(StoresProcessModule.of(process, url), nestOptions(process));
  const { eventStoreUrl, mongodbUrl, issuer } = app.get<BackingServices>(BACKING_SERVICES);
  // as settings, for parts that do not share the data directory
  const more = [`EVENTSTORE_URL=${eventStoreUrl}`, `MONGODB_URL=${mongodbUrl}`, `OIDC_ISSUER=${issuer}`];
  return { app, url, more };
});
