import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Options {
  /** Program of gitlab-ci-local. */
  readonly program: string;
  /** Where commits are pushed to. */
  readonly remote: string;
  /** `host/path`, as GitLab's CI_REGISTRY_IMAGE. */
  readonly image: string;
  /** Of somebody who may push. */
  readonly registry: { readonly username: string; readonly token: string };
}

/** GitLab's own way on RenkuLab: a job builds the image of a commit and pushes it under the commit's short hash. */
const pipeline = `image-build:
  script:
    - buildah --root "$BUILDS/root" --runroot "$BUILDS/run" --storage-driver vfs bud --quiet --isolation chroot --tag "$CI_REGISTRY_IMAGE:$CI_COMMIT_SHORT_SHA" .
    - buildah --root "$BUILDS/root" --runroot "$BUILDS/run" --storage-driver vfs push --quiet --tls-verify=false --creds "$CI_REGISTRY_USER:$CI_REGISTRY_PASSWORD" "$CI_REGISTRY_IMAGE:$CI_COMMIT_SHORT_SHA"
`;

const dockerfile = `FROM scratch
COPY busybox /bin/busybox
COPY packages /usr/lib/python3/dist-packages
COPY index.html /www/index.html
USER 1000
EXPOSE 8080
STOPSIGNAL SIGKILL
CMD ["/bin/busybox", "httpd", "-f", "-p", "8080", "-h", "/www"]
`;

/** Package → version. */
export type Packages = Readonly<Record<string, string>>;

/** A researcher's clone of a repository whose pipeline builds an image that serves one page. */
export class CiPipeline {
  private constructor(
    private readonly directory: string,
    private readonly options: Options,
  ) {}

  static async of(options: Options): Promise<CiPipeline> {
    const made = new CiPipeline(await mkdtemp(join(tmpdir(), 'renku-sessions-story-ci-')), options);
    await made.#git('init', '--quiet', '--initial-branch=main');
    await made.#git('remote', 'add', 'origin', options.remote);
    await copyFile('/bin/busybox', join(made.#clone, 'busybox'));
    await writeFile(join(made.#clone, 'Dockerfile'), dockerfile);
    await writeFile(join(made.#clone, '.gitlab-ci.yml'), pipeline);
    await writeFile(join(made.#clone, '.gitignore'), '.gitlab-ci-local\n');
    return made;
  }

  /** Commits and pushes an environment with these Python packages. Answers the commit. */
  async commit(page: string, packages: Packages): Promise<string> {
    await writeFile(join(this.#clone, 'index.html'), `${page}\n`);
    await rm(join(this.#clone, 'packages'), { recursive: true, force: true });
    for (const [name, version] of Object.entries(packages)) {
      const file = join(this.#clone, `packages/${name}-${version}.dist-info/METADATA`);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`);
    }
    await this.#git('add', '.');
    await this.#git('commit', '--quiet', '-m', page);
    await this.#git('push', '--quiet', 'origin', 'main');
    return this.#git('rev-parse', 'HEAD');
  }

  /** Runs the job of the commit that is checked out. */
  async runJob(): Promise<void> {
    const { image, registry } = this.options;
    const credentials = { CI_REGISTRY_USER: registry.username, CI_REGISTRY_PASSWORD: registry.token };
    const variables = { CI_REGISTRY_IMAGE: image, ...credentials, BUILDS: join(this.directory, 'builds') };
    const given = Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]);
    await run(this.options.program, [...given, 'image-build'], {
      cwd: this.#clone,
      // what it keeps, it keeps here
      env: { ...process.env, HOME: this.directory },
    }).catch((error: unknown) => {
      throw new Error('the job failed', { cause: error });
    });
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  get #clone(): string {
    return join(this.directory, 'analysis');
  }

  async #git(...args: readonly string[]): Promise<string> {
    await mkdir(this.#clone, { recursive: true });
    const author = ['-c', 'user.name=Grace', '-c', 'user.email=grace@example.org', '-c', 'commit.gpgSign=false'];
    return (await run('git', [...author, ...args], { cwd: this.#clone })).stdout.trim();
  }
}
