import { freePort, runProcess } from '#libs/platform';
import { localUrl } from '#libs/settings';
import { ApiProcessModule } from './api-process.module.js';
import { createApi } from './create-api.js';
import { listenApi } from './listen-api.js';

/** `npm run start:api`. */
runProcess('api', async ({ settings: given, ...context }) => {
  const { HOST } = given;
  const settings = { ...given, PORT: await freePort(HOST, given.PORT, 'PORT') };
  const process = { ...context, settings };
  const app = await createApi(ApiProcessModule.of(process), process);
  await listenApi(app, settings);
  return { app, url: localUrl(HOST, settings.PORT) };
});
