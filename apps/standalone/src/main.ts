import { createLogger } from '#libs/observability';
import { misspeltSettings, readSettings } from '#libs/settings';
import { startStandalone } from './start-standalone.js';

/** How long an orderly end may take. */
const PATIENCE_MS = 20_000;

/** `npm start`. Standard output: one line once everything answers. Standard error: the log. SIGTERM and SIGINT end it cleanly. */
const main = async (): Promise<void> => {
  const settings = readSettings(process.env);
  const logger = createLogger(settings.LOG_LEVEL);
  for (const { name, meant } of misspeltSettings(process.env))
    logger.warn({ part: 'settings' }, `unknown setting ${name}: did you mean ${meant}?`);
  const ending = new AbortController();
  const ended = new Promise<void>((resolve) =>
    ending.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => ending.abort());
  const standalone = await startStandalone(settings, logger, ending.signal).catch((error: unknown) => {
    if (error !== ending.signal.reason) throw error;
    return undefined; // told to end while it waited for a store
  });
  if (standalone === undefined) return;
  process.stdout.write(`renku-sessions ready ${standalone.url}\n`);
  await ended;
  setTimeout(() => {
    logger.fatal(
      { part: 'standalone' },
      `did not end within ${PATIENCE_MS} ms: what is durable is safe, the rest is cut off`,
    );
    process.exit(1);
  }, PATIENCE_MS).unref();
  await standalone.close();
};

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`renku-sessions could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
