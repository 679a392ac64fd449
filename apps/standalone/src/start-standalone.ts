import type { ProcessContext, Running } from '#libs/process';
import { localUrl } from '#libs/settings';
import { createApi } from '../../api/src/create-api.js';
import { listenApi } from '../../api/src/listen-api.js';
import type { BegunServers } from './begin-embedded-servers.js';
import type { LocalOpenIdProvider } from './local-openid-provider/local-openid-provider.js';
import { LOCAL_OPENID_PROVIDER } from './local-openid-provider/local-openid-provider.module.js';
import { mountOnFastify } from './local-openid-provider/mount-on-fastify.js';
import { StandaloneModule } from './standalone.module.js';

/** Everything in one process. */
export const startStandalone = async (context: ProcessContext, servers: BegunServers): Promise<Running> => {
  const { settings } = context;
  const url = localUrl(settings.HOST, settings.PORT);
  const app = await createApi(StandaloneModule.of(context, url, servers), context);
  const provider = app.get<LocalOpenIdProvider | undefined>(LOCAL_OPENID_PROVIDER);
  mountOnFastify(app.getHttpAdapter().getInstance(), () => provider);
  await listenApi(app, settings);
  return { app, url, open: provider?.openUrl };
};
