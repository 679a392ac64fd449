import { freePort, runProcess } from '#libs/platform';
import { localUrl } from '#libs/settings';
import { createApi } from '../../api/src/create-api.js';
import { listenApi } from '../../api/src/listen-api.js';
import type { LocalOpenIdProvider } from './local-openid-provider/local-openid-provider.js';
import { LOCAL_OPENID_PROVIDER } from './local-openid-provider/local-openid-provider.module.js';
import { mountOnFastify } from './local-openid-provider/mount-on-fastify.js';
import { makeDataDirectory } from './make-data-directory.js';
import { StandaloneModule } from './standalone.module.js';

/** `npm start`. */
runProcess('standalone', async ({ settings: given, ...context }) => {
  const { HOST } = given;
  const PORT = await freePort(HOST, given.PORT, 'PORT');
  const SESSIONS_PORT = await freePort(HOST, given.SESSIONS_PORT, 'SESSIONS_PORT');
  // who needs the embedded servers finds them by the data directory: any free ports will do
  const settings = { ...given, PORT, SESSIONS_PORT, EVENTSTORE_PORT: 0, MONGODB_PORT: 0 };
  await makeDataDirectory(settings.DATA_DIR);
  const process = { ...context, settings };
  const url = localUrl(HOST, PORT);
  const app = await createApi(StandaloneModule.of(process, url), process);
  const provider = app.get<LocalOpenIdProvider | undefined>(LOCAL_OPENID_PROVIDER);
  mountOnFastify(app.getHttpAdapter().getInstance(), () => provider);
  await listenApi(app, settings);
  return { app, url };
});
