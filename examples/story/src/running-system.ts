import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BalancedDeployment } from '../../../test/support/balanced-deployment.js';
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

/** Told on `processes`: two of each part as processes of their own, on one pair of embedded servers. Else: `findSystem`. */
export const runningSystem = (user: string, { processes }: { processes: boolean }): Promise<RunningSystem> =>
  processes ? startProcesses(user) : findSystem(user);

/**
 * The system whose API is at API_URL, entered with TOKEN, or else as a demo user of the stores that run on DATA_DIR. Without API_URL
 * a standalone of its own, on free ports with a fresh data directory.
 */
const findSystem = async (user: string): Promise<RunningSystem> => {
  const { API_URL: url, TOKEN, DATA_DIR } = process.env;
  if (url === undefined || url === '') return startStandalone(user);
  const token = TOKEN ?? (await demoToken(user, { DATA_DIR }));
  return { what: 'the API', url: url.replace(/\/$/, ''), token, end: () => Promise.resolve() };
};

const settingsOn = (dataDir: string): NodeJS.ProcessEnv => ({
  ...process.env,
  LOG_LEVEL: 'warn',
  DATA_DIR: dataDir,
  MONGODB_DATABASE: `story-${Date.now().toString(36)}`,
});

/** On a fresh data directory, which goes with it. */
const onFreshData = async (start: (dataDir: string) => Promise<RunningSystem>): Promise<RunningSystem> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-story-'));
  const remove = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  try {
    const system = await start(dataDir);
    return { ...system, end: () => system.end().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
};

const startStandalone = (user: string): Promise<RunningSystem> =>
  onFreshData(async (dataDir) => {
    const standalone = new StandaloneProcess({ ...settingsOn(dataDir), PORT: '0' }, { stderr: 'inherit' });
    const end = async (): Promise<void> => {
      await standalone.end();
    };
    try {
      return { what: 'a standalone', url: await standalone.ready(), token: await standalone.token(user), end };
    } catch (error) {
      await end();
      throw error;
    }
  });

const startProcesses = (user: string): Promise<RunningSystem> =>
  onFreshData(async (dataDir) => {
    const deployment = await BalancedDeployment.in(dataDir, settingsOn(dataDir), () => ({ stderr: 'inherit' }));
    try {
      await deployment.members.start();
      const token = await deployment.members.token(user);
      return { what: 'a deployment of two of each part', url: deployment.url, token, end: () => deployment.end() };
    } catch (error) {
      await deployment.end();
      throw error;
    }
  });
