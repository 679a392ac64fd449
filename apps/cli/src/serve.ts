import { createLogger, type LogEvent, logTo } from '#libs/observability';
import { readSettings } from '#libs/settings';

interface Server {
  readonly connectionString: string;
  close(): Promise<void>;
}

/**
 * Starts a server, says on standard output where it is, and closes it on SIGTERM or SIGINT. Its log goes to standard error,
 * from the level that LOG_LEVEL says.
 */
export const serve = async (
  name: string,
  start: (log: (event: LogEvent) => void) => Promise<Server>,
): Promise<void> => {
  const { LOG_LEVEL } = readSettings({ LOG_LEVEL: process.env['LOG_LEVEL'] });
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
  });
  const server = await start(logTo(createLogger(LOG_LEVEL), name.replace(' ', '-')));
  process.stdout.write(`${name} ready ${server.connectionString}\n`);
  await asked;
  await server.close();
};
