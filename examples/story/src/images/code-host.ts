import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoToken } from '../../../../test/support/demo-token.js';
import { startGitServer } from '../../../../test/support/git-server/git-server.js';
import { registryCredentials, startImageRegistry } from '../../../../test/support/image-registry/image-registry.js';
import { StandaloneProcess } from '../../../../test/support/standalone-process.js';
import { CiPipeline } from './ci-pipeline.js';

type Closing = () => Promise<unknown>;

const hookSecret = 'a secret of the story, sixteen at least';

/** A standalone beside a code host: Git's server with a private repository, a pipeline and a registry that wants a password. */
export class CodeHost {
  private constructor(
    /** Of the standalone. */
    readonly url: string,
    /** The address of the repository whose pipeline builds images. */
    readonly repository: string,
    /** With which somebody reads it. */
    readonly repositoryToken: string,
    readonly pipeline: CiPipeline,
    private readonly settings: NodeJS.ProcessEnv,
    private readonly closing: readonly Closing[],
  ) {}

  /** `isHookLost`: the registry tells nobody of pushes, and the poll finds them. */
  static async start({ isHookLost }: { readonly isHookLost: boolean }): Promise<CodeHost> {
    const closing: Closing[] = [];
    try {
      return await CodeHost.#start(isHookLost, closing);
    } catch (error) {
      await endAll(closing);
      throw error;
    }
  }

  static async #start(isHookLost: boolean, closing: Closing[]): Promise<CodeHost> {
    const { STORY_REGISTRY: registryHost = '127.0.0.1:5900', GITLAB_CI_LOCAL: program = 'gitlab-ci-local' } =
      process.env;
    const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-story-images-'));
    closing.unshift(() => rm(directory, { recursive: true, force: true }));
    const git = await startGitServer();
    closing.unshift(() => git.close());
    const file = join(directory, 'code-hosts.json');
    await writeFile(
      file,
      JSON.stringify([
        { url: git.origin, git: { token: git.token }, registry: registryHost, pull: registryCredentials, hookSecret },
      ]),
    );
    const images = { CODE_HOSTS_FILE: file, IMAGE_CHECK: 'on', IMAGE_POLL: isHookLost ? '2' : '3600' };
    const settings = { ...process.env, ...images, PORT: '0', LOG_LEVEL: 'warn', DATA_DIR: join(directory, 'data') };
    const system = new StandaloneProcess(settings, { stderr: 'inherit' });
    closing.unshift(() => system.end());
    const url = await system.ready();
    const hook = isHookLost ? undefined : { url: `${url}/api/v1/webhooks/registry`, secret: hookSecret };
    const registry = await startImageRegistry('password', { host: registryHost, hook });
    closing.unshift(() => registry.close());
    const remote = await git.create('private/analysis');
    const pipeline = await CiPipeline.of({
      program,
      remote,
      image: `${registryHost}/private/analysis`,
      registry: registryCredentials,
    });
    closing.unshift(() => pipeline.remove());
    return new CodeHost(url, `${git.origin}/private/analysis.git`, git.token, pipeline, settings, closing);
  }

  /** An access token of a demo user. */
  token(user: string): Promise<string> {
    return demoToken(user, { ...this.settings, PORT: new URL(this.url).port });
  }

  /** Whoever signed in has left before. */
  end(): Promise<void> {
    return endAll(this.closing);
  }
}

const endAll = async (closing: readonly Closing[]): Promise<void> => {
  for (const close of closing) await close();
};
