import { freePort, runProcess } from '#libs/process';
import { beginEmbeddedServers } from './begin-embedded-servers.js';

/** `npm start`. */
runProcess('standalone', async ({ settings: given, ...more }) => {
  const PORT = await freePort(given.HOST, given.PORT, 'PORT');
  const SESSIONS_PORT = await freePort(given.HOST, given.SESSIONS_PORT, 'SESSIONS_PORT');
  // who needs the embedded servers finds them by the data directory: any free ports will do
  const settings = { ...given, PORT, SESSIONS_PORT, EVENTSTORE_PORT: 0, MONGODB_PORT: 0 };
  const servers = await beginEmbeddedServers(settings, more.logger);
  return (await import('./start-standalone.js')).startStandalone({ ...more, settings }, servers);
});
