import { Worker } from 'node:worker_threads';
import { type Logger, logTo } from '#libs/observability';
import { programPath } from '#libs/package';
import { loadStorePasswords, type StorePasswords } from './store-access/store-passwords.js';

export type EmbeddedServer = 'eventStore' | 'documents';

interface ServersOptions {
  readonly dataDir: string;
  readonly wanted: readonly EmbeddedServer[];
  /** 0: any free one. */
  readonly ports: Readonly<Record<EmbeddedServer, number>>;
}

export interface ThreadOptions {
  readonly name: EmbeddedServer;
  readonly dataDir: string;
  readonly port: number;
  readonly passwords: StorePasswords;
}

export type ThreadMessage =
  | { readonly kind: 'log'; readonly part: string; readonly event: { readonly level: string; readonly msg: string } }
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'closed' };

export interface EmbeddedServers {
  /** With their passwords. */
  readonly urls: Readonly<Partial<Record<EmbeddedServer, string>>>;
  readonly close: () => Promise<void>;
}

interface Started {
  readonly url: string;
  readonly close: () => Promise<void>;
}

type Outcome = Exclude<ThreadMessage, { kind: 'log' }>;

/** The next thing the thread says that is no log line. A thread that ends by itself is a failure. */
const outcome = (thread: Worker): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const end = (error: Error): void => settle(() => reject(error));
    const ended = (code: number): void => end(new Error(`an embedded server ended by itself (exit code ${code})`));
    const listen = (message: ThreadMessage): void => {
      if (message.kind !== 'log') settle(() => resolve(message));
    };
    const settle = (then: () => void): void => {
      thread.off('message', listen).off('error', end).off('exit', ended);
      then();
    };
    thread.on('message', listen).on('error', end).on('exit', ended);
  });

const start = async (options: ThreadOptions, logger: Logger): Promise<Started> => {
  const thread = new Worker(programPath('embedded-server'), { workerData: options });
  thread.on('message', (message: ThreadMessage) => {
    if (message.kind === 'log') logTo(logger, message.part)(message.event);
  });
  const started = await outcome(thread);
  if (started.kind !== 'ready') {
    await thread.terminate();
    throw new Error(started.kind === 'failed' ? started.message : 'an embedded server did not start');
  }
  // a thread that dies later takes the program down: whoever supervises it starts it again, and nothing acknowledged is lost
  thread.on('error', (error) => {
    logger.fatal({ part: 'embedded-servers', err: error }, 'an embedded server failed');
    process.exit(1);
  });
  return {
    url: started.url,
    close: async () => {
      const closed = outcome(thread);
      thread.postMessage('close');
      await closed;
      await thread.terminate();
    },
  };
};

/**
 * Starts embedded servers, each in a thread of its own: neither the API's answers nor the other server wait for its disk. Throws where
 * one cannot start, saying what to do; none runs then.
 */
export const startEmbeddedServers = async (
  { dataDir, wanted, ports }: ServersOptions,
  logger: Logger,
): Promise<EmbeddedServers> => {
  if (wanted.length === 0) return { urls: {}, close: () => Promise.resolve() };
  const passwords = await loadStorePasswords(dataDir);
  const starts = await Promise.allSettled(
    wanted.map((name) => start({ name, dataDir, port: ports[name], passwords }, logger)),
  );
  const started = starts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const close = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.close()));
  };
  const failed = starts.find((each) => each.status === 'rejected');
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  return { urls: Object.fromEntries(wanted.map((name, index) => [name, started[index]?.url])), close };
};
