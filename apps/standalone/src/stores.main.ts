import { freePort, runProcess } from '#libs/process';
import { beginEmbeddedServers } from './begin-embedded-servers.js';

/** `npm run start:stores`. */
runProcess('stores', async ({ settings: given, ...more }) => {
  const OPERATIONS_PORT = await freePort(given.HOST, given.OPERATIONS_PORT, 'OPERATIONS_PORT');
  const settings = { ...given, OPERATIONS_PORT };
  const servers = await beginEmbeddedServers(settings, more.logger);
  return (await import('./start-stores.js')).startStores({ ...more, settings }, servers);
});
