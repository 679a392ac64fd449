import { Worker } from 'node:worker_threads';
import { type Logger, logTo } from '#libs/observability';
import { programPath } from '#libs/package';

export type EmbeddedServer = 'eventStore' | 'documents';

export interface ThreadOptions {
  readonly dataDir: string;
  readonly wanted: readonly EmbeddedServer[];
  /** 0: any free one. */
  readonly ports: Readonly<Record<EmbeddedServer, number>>;
}

export type ThreadMessage =
  | { readonly kind: 'log'; readonly part: string; readonly event: { readonly level: string; readonly msg: string } }
  | { readonly kind: 'ready'; readonly urls: Readonly<Partial<Record<EmbeddedServer, string>>> }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'closed' };

export interface EmbeddedServers {
  /** With their passwords. */
  readonly urls: Readonly<Partial<Record<EmbeddedServer, string>>>;
  readonly close: () => Promise<void>;
}

type Outcome = Exclude<ThreadMessage, { kind: 'log' }>;

/** The next thing the thread says that is no log line. A thread that ends by itself is a failure. */
const outcome = (thread: Worker): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const end = (error: Error): void => settle(() => reject(error));
    const ended = (code: number): void =>
      end(new Error(`the embedded servers ended by themselves (exit code ${code})`));
    const listen = (message: ThreadMessage): void => {
      if (message.kind !== 'log') settle(() => resolve(message));
    };
    const settle = (then: () => void): void => {
      thread.off('message', listen).off('error', end).off('exit', ended);
      then();
    };
    thread.on('message', listen).on('error', end).on('exit', ended);
  });

/**
 * Starts embedded servers in a thread of their own, so that their disk and protocol work does not delay the API's answers.
 * Throws where one cannot start, saying what to do.
 */
export const startEmbeddedServers = async (options: ThreadOptions, logger: Logger): Promise<EmbeddedServers> => {
  if (options.wanted.length === 0) return { urls: {}, close: () => Promise.resolve() };
  const thread = new Worker(programPath('embedded-servers'), { workerData: options });
  thread.on('message', (message: ThreadMessage) => {
    if (message.kind === 'log') logTo(logger, message.part)(message.event);
  });
  const started = await outcome(thread);
  if (started.kind !== 'ready') {
    await thread.terminate();
    throw new Error(started.kind === 'failed' ? started.message : 'the embedded servers did not start');
  }
  // a thread that dies later takes the program down: whoever supervises it starts it again, and nothing acknowledged is lost
  thread.on('error', (error) => {
    logger.fatal({ part: 'embedded-servers', err: error }, 'the embedded servers failed');
    process.exit(1);
  });
  return {
    urls: started.urls,
    close: async () => {
      const closed = outcome(thread);
      thread.postMessage('close');
      await closed;
      await thread.terminate();
    },
  };
};
