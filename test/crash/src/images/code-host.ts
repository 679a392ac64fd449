import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GitServer, startGitServer } from '../../../support/git-server/git-server.js';
import { type ImageRegistry, startImageRegistry } from '../../../support/image-registry/image-registry.js';
import type { Random } from '../random.js';
import { BuildingRepository } from './building-repository.js';

const REPOSITORIES = 4;
const THINK_MS = 1_500;
const HOOK_SECRET = 'a secret of a crash run';

/** Git's server and a registry that tells of pushes, neither of which is killed, and repositories at work there. */
export class CodeHost {
  readonly repositories: readonly BuildingRepository[];
  #isEnding = false;

  private constructor(
    private readonly git: GitServer,
    private readonly registry: ImageRegistry,
    private readonly apiUrl: string,
    private readonly random: Random,
  ) {
    this.repositories = Array.from(
      { length: REPOSITORIES },
      (_, index) => new BuildingRepository({ path: `lab/analysis-${index}`, git, registry, random }),
    );
  }

  /** `apiUrl` need not answer yet. Each repository has its first images. */
  static async start(apiUrl: string, random: Random): Promise<CodeHost> {
    const hook = { url: `${apiUrl}/api/v1/webhooks/registry`, secret: HOOK_SECRET };
    const [git, registry] = await Promise.all([startGitServer(), startImageRegistry('open', { hook })]);
    const host = new CodeHost(git, registry, apiUrl, random);
    await Promise.all(host.repositories.map((repository) => repository.begin()));
    return host;
  }

  /** A file for CODE_HOSTS_FILE. */
  async describeIn(directory: string): Promise<string> {
    const file = join(directory, 'code-hosts.json');
    const host = { url: this.git.origin, registry: this.registry.host, hookSecret: HOOK_SECRET };
    await writeFile(file, JSON.stringify([host]));
    return file;
  }

  /** Until `end()`. */
  async live(): Promise<void> {
    await Promise.all(this.repositories.map((repository) => this.#work(repository)));
  }

  end(): void {
    this.#isEnding = true;
  }

  async close(): Promise<void> {
    this.end();
    await Promise.all([this.git.close(), this.registry.close()]);
  }

  async #work(repository: BuildingRepository): Promise<void> {
    while (!this.#isEnding) {
      await repository.act();
      if (this.random.chance(0.5)) await this.#tell(repository);
      // the pace of the load, not a wait for anything
      await new Promise((resolve) => setTimeout(resolve, this.random.below(THINK_MS)));
    }
  }

  /** Of a push, as GitLab does; a hook may be lost. */
  async #tell({ url }: BuildingRepository): Promise<void> {
    await fetch(`${this.apiUrl}/api/v1/webhooks/gitlab`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-gitlab-token': HOOK_SECRET },
      body: JSON.stringify({ project: { git_http_url: url } }),
      signal: AbortSignal.timeout(1_000),
    }).catch(() => undefined);
  }
}
