import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoToken } from '../../../test/support/demo-token.js';
import { StandaloneProcess } from '../../../test/support/standalone-process.js';

/** What the story is told of. */
export interface RunningSystem {
  readonly what: string;
  /** Of its API. */
  readonly url: string;
  readonly token: string;
  end(): Promise<void>;
}

/**
 * The system whose API is at API_URL, entered with TOKEN, or else as a demo user of the stores that run on DATA_DIR. Without API_URL
 * a standalone of its own, on free ports with a fresh data directory.
 */
export const findSystem = async (user: string): Promise<RunningSystem> => {
  const { API_URL: url, TOKEN, DATA_DIR } = process.env;
  if (url === undefined || url === '') return startStandalone(user);
  const token = TOKEN ?? (await demoToken(user, { DATA_DIR }));
  return { what: 'the API', url: url.replace(/\/$/, ''), token, end: () => Promise.resolve() };
};

const startStandalone = async (user: string): Promise<RunningSystem> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-story-'));
  const database = `story-${Date.now().toString(36)}`;
  const settings = { ...process.env, PORT: '0', LOG_LEVEL: 'warn', DATA_DIR: dataDir, MONGODB_DATABASE: database };
  const standalone = new StandaloneProcess(settings, { stderr: 'inherit' });
  const end = async (): Promise<void> => {
    await standalone.end();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    return { what: 'a standalone', url: await standalone.ready(), token: await standalone.token(user), end };
  } catch (error) {
    await end();
    throw error;
  }
};
