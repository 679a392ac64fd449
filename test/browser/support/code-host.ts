import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GitServer, startGitServer } from '../../support/git-server/git-server.js';
import {
  type ImageRegistry,
  registryCredentials,
  startImageRegistry,
} from '../../support/image-registry/image-registry.js';
import { pushImage } from '../../support/image-registry/push-image.js';

interface Built {
  readonly commit: string;
  readonly digest: string;
}

const hookSecret = 'a secret of sixteen characters';

/** Git's server and a registry whose images below `public/` everybody may pull, as an operator tells the system of them. */
export class CodeHost {
  private constructor(
    readonly git: GitServer,
    readonly registry: ImageRegistry,
    private readonly directory: string,
  ) {}

  static async start(): Promise<CodeHost> {
    const [git, registry] = await Promise.all([startGitServer(), startImageRegistry('token')]);
    const host = new CodeHost(git, registry, await mkdtemp(join(tmpdir(), 'renku-sessions-code-hosts-')));
    const said = { url: git.origin, registry: registry.host, pull: registryCredentials, hookSecret };
    await writeFile(host.file, JSON.stringify([said]));
    return host;
  }

  /** For CODE_HOSTS_FILE. */
  get file(): string {
    return join(this.directory, 'code-hosts.json');
  }

  /** What a pipeline does: a commit, its image. */
  async build(path: string, { branch = 'main', content = 'numpy' } = {}): Promise<Built> {
    const commit = await this.git.commit(path, { branch, files: { 'requirements.txt': content } });
    const config = { Cmd: ['start-notebook.py'], User: '1000', Labels: { content } };
    const { digest } = await pushImage(this.registry, { repository: path, tag: commit.slice(0, 8), config });
    return { commit, digest };
  }

  /** Tells the system at the address that something was pushed below the path. */
  tell(url: string, path: string): Promise<Response> {
    return this.hook(url, 'registry', { events: [{ action: 'push', target: { repository: path, tag: 'any' } }] });
  }

  hook(
    url: string,
    sender: string,
    body: object,
    headers: Readonly<Record<string, string>> = { authorization: `Bearer ${hookSecret}` },
  ): Promise<Response> {
    return fetch(`${url}/api/v1/webhooks/${sender}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  get secret(): string {
    return hookSecret;
  }

  async close(): Promise<void> {
    await Promise.all([this.registry.close(), this.git.close()]);
    await rm(this.directory, { recursive: true, force: true });
  }
}
