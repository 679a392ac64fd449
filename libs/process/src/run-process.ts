import type { INestApplicationContext } from '@nestjs/common';
import { createLogger, Health, type Logger } from '#libs/observability';
import { type Part, readSettings, type Settings } from '#libs/settings';
import { helpOfProcess } from './help-of-process.js';
import { misspeltInWords } from './misspelt-in-words.js';
import { reasonOf } from './reason-of.js';

/** What is known when a process begins. */
export interface ProcessContext {
  readonly settings: Settings;
  readonly logger: Logger;
  /** Aborts when the process is told to end, also while it starts. */
  readonly ending: AbortSignal;
}

/** How long an orderly end may take, after the shutdown delay. */
const PATIENCE_MS = 20_000;

export interface Running {
  readonly app: INestApplicationContext;
  /** Where it is reached; operators ask there. */
  readonly url: string;
  /** What else whoever started it wants to know, on the same line. */
  readonly more?: readonly string[];
  /** The address that whoever started it opens in a browser, on a line of its own. Holds a key. */
  readonly open?: string | undefined;
}

type Start = (context: ProcessContext) => Promise<Running>;

/**
 * A program of ours from its start to its end. `start` loads what it needs, so that nothing is loaded for settings that are wrong.
 * Standard output: one line once everything answers, and one with what to open in a browser. Standard error: the log.
 * SIGTERM and SIGINT end it cleanly, also while it starts; what cannot start says why and exits with 1.
 */
export const runProcess = (part: Part, start: Start): void => {
  const [argument] = process.argv.slice(2);
  if (argument !== undefined) {
    answerArgument(part, argument);
    return;
  }
  run(part, start).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`renku-sessions could not start: ${reasonOf(error, process.env)}\n`);
      process.exit(1);
    },
  );
};

/** Whoever gives arguments means settings, or does not know how to begin. */
const answerArgument = (part: Part, argument: string): void => {
  if (argument === '--help' || argument === '-h') {
    process.stdout.write(helpOfProcess(part));
    return;
  }
  process.stderr.write(
    `renku-sessions takes no arguments, and was given ${argument}: settings are environment variables, and --help says which\n`,
  );
  process.exitCode = 2;
};

const run = async (part: Part, start: Start): Promise<void> => {
  const settings = readSettings(process.env, part);
  const logger = createLogger(settings.LOG_LEVEL);
  for (const words of misspeltInWords(process.env)) logger.warn({ part: 'settings' }, words);
  const { signal: ending, ended } = untilToldToEnd();
  const running = await start({ settings, logger, ending }).catch((error: unknown) => {
    if (error !== ending.reason) throw error;
    return undefined; // told to end while it waited for something
  });
  if (running === undefined) return;
  running.app.get(Health).started();
  const name = part === 'standalone' ? 'ready' : `${part} ready`;
  const open = running.open === undefined ? '' : `open ${running.open}\n`;
  process.stdout.write(`${['renku-sessions', name, running.url, ...(running.more ?? [])].join(' ')}\n${open}`);
  await ended;
  const patienceMs = settings.SHUTDOWN_DELAY * 1000 + PATIENCE_MS;
  setTimeout(() => {
    logger.fatal({ part }, `did not end within ${patienceMs} ms: what is durable is safe, the rest is cut off`);
    process.exit(1);
  }, patienceMs).unref();
  await running.app.close();
};

const untilToldToEnd = (): { readonly signal: AbortSignal; readonly ended: Promise<void> } => {
  const ending = new AbortController();
  const ended = new Promise<void>((resolve) =>
    ending.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => ending.abort());
  return { signal: ending.signal, ended };
};
