import { findBackingServices } from '#libs/platform';
import { freePort, type ProcessContext, type Running } from '#libs/process';
import { localUrl } from '#libs/settings';
import { ApiProcessModule } from './api-process.module.js';
import { createApi } from './create-api.js';
import { listenApi } from './listen-api.js';

/** An API beside other processes. */
export const startApi = async ({ settings: given, ...more }: ProcessContext): Promise<Running> => {
  const settings = { ...given, PORT: await freePort(given.HOST, given.PORT, 'PORT') };
  const context = { ...more, settings };
  const app = await createApi(ApiProcessModule.of(context, await findBackingServices(context)), context);
  await listenApi(app, settings);
  return { app, url: localUrl(settings.HOST, settings.PORT) };
};
