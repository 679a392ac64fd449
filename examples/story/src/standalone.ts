import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const program = (name: string): string => new URL(`../../../apps/standalone/src/${name}.js`, import.meta.url).pathname;

/** A standalone of our own, as `npm start` runs it, on free ports. */
export interface Standalone {
  readonly url: string;
  readonly process: ChildProcess;
  token(user: string): Promise<string>;
  /** Asks it to end (SIGTERM) and waits. */
  stop(): Promise<void>;
}

const readyLine = async (child: ChildProcess): Promise<string> => {
  if (child.stdout === null) throw new Error('the standalone has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^renku-sessions ready (http:\S+)$/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('the standalone ended before it was ready; what it said is above');
};

/** Resolves when it is ready. */
export const startStandalone = async (dataDir: string, settings: NodeJS.ProcessEnv = {}): Promise<Standalone> => {
  const env = { ...process.env, PORT: '0', LOG_LEVEL: 'warn', DATA_DIR: dataDir, ...settings };
  const child = spawn(process.execPath, [program('main')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await readyLine(child);
  child.stdout.resume();
  return {
    url,
    process: child,
    token: async (user) => {
      const { port } = new URL(url);
      const run = promisify(execFile)(process.execPath, [program('token'), user], { env: { ...env, PORT: port } });
      return (await run).stdout.trim();
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
};
