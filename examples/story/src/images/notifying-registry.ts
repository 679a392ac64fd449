import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HTPASSWD } from '../../../../test/support/image-registry/image-registry.js';
import { until } from '../../../../test/support/until.js';

interface Options {
  /** `host:port` where it listens. */
  readonly host: string;
  /** Whom it tells of pushes; undefined: nobody. */
  readonly hook: { readonly url: string; readonly secret: string } | undefined;
}

/** Debian's docker-registry, which wants a password and tells of what is pushed to it. */
export const startNotifyingRegistry = async ({ host, hook }: Options): Promise<{ close(): Promise<void> }> => {
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-story-registry-'));
  const endpoint = hook && {
    ...{ name: 'renku-sessions', url: hook.url, headers: { Authorization: [`Bearer ${hook.secret}`] } },
    ...{ timeout: '1s', threshold: 3, backoff: '1s', ignore: { actions: ['pull'] } },
  };
  const configuration = {
    version: 0.1,
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: join(directory, 'data') } },
    http: { addr: host },
    auth: { htpasswd: { realm: 'the story', path: join(directory, 'htpasswd') } },
    notifications: { events: { includereferences: true }, endpoints: endpoint === undefined ? [] : [endpoint] },
  };
  await writeFile(join(directory, 'htpasswd'), HTPASSWD);
  const file = join(directory, 'registry.json');
  await writeFile(file, JSON.stringify(configuration));
  const registry = spawn('docker-registry', ['serve', file], { stdio: 'ignore' });
  const ended = once(registry, 'exit');
  await until('the registry answers', () => fetch(`http://${host}/v2/`).catch(() => undefined));
  return {
    close: async () => {
      registry.kill();
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
};
