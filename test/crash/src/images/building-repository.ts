import type { GitServer } from '../../../support/git-server/git-server.js';
import type { ImageRegistry } from '../../../support/image-registry/image-registry.js';
import { pushImage } from '../../../support/image-registry/push-image.js';
import type { Random } from '../random.js';

/** Where a branch is, and what its image is. */
export interface BuiltHead {
  readonly commit: string;
  /** Undefined: its pipeline did not build one. */
  readonly digest: string | undefined;
}

interface Parts {
  readonly path: string;
  readonly git: GitServer;
  readonly registry: ImageRegistry;
  readonly random: Random;
}

const BRANCHES = ['main', 'plots'];
/** Contents that come again: another commit with the same image. */
const USUAL = ['numpy', 'pandas', 'polars'];

/** A code repository whose pipeline builds images, and what is true of it: nothing that the system says. */
export class BuildingRepository {
  readonly #heads = new Map<string, string>();
  /** Commit → digest that its tag has now. */
  readonly #digests = new Map<string, string>();
  /** Branch → commits it was at. */
  readonly #past = new Map<string, string[]>();
  #made = 0;

  constructor(private readonly parts: Parts) {}

  get url(): string {
    return `${this.parts.git.origin}/${this.parts.path}.git`;
  }

  get branches(): readonly string[] {
    return BRANCHES;
  }

  head(branch: string): BuiltHead {
    const commit = this.#heads.get(branch) ?? '';
    return { commit, digest: this.#digests.get(commit) };
  }

  /** Digests that the branch's images had, as far as their tags have them still. */
  digestsOf(branch: string): readonly string[] {
    return (this.#past.get(branch) ?? []).flatMap((commit) => this.#digests.get(commit) ?? []);
  }

  /** Both branches with an image. */
  async begin(): Promise<void> {
    for (const branch of BRANCHES) await this.#commitAndBuild(branch);
  }

  /** Something that happens to a code repository. */
  async act(): Promise<void> {
    const { random } = this.parts;
    const branch = random.pick(BRANCHES) ?? 'main';
    await random.weighted<() => Promise<unknown>>([
      [5, () => this.#commitAndBuild(branch, random.chance(0.2) ? random.pick(USUAL) : undefined)],
      [1, () => this.#commit(branch)],
      [2, () => this.#build(this.head(branch).commit)],
      [2, () => this.#reset(branch)],
    ])();
  }

  /** The branch's head has an image that there never was: a new commit's, a rebuilt one's, or one that it was moved back to. */
  async renew(branch: string): Promise<BuiltHead> {
    const { random } = this.parts;
    if (random.chance(0.4)) await this.#commit(branch);
    else if (random.chance(0.5)) await this.#reset(branch);
    await this.#build(this.head(branch).commit);
    return this.head(branch);
  }

  async #commitAndBuild(branch: string, content?: string): Promise<void> {
    await this.#build(await this.#commit(branch), content);
  }

  async #commit(branch: string): Promise<string> {
    const { git, path } = this.parts;
    const commit = await git.commit(path, { branch, files: { 'a.txt': this.#unique() } });
    this.#heads.set(branch, commit);
    this.#past.set(branch, [...(this.#past.get(branch) ?? []), commit]);
    return commit;
  }

  async #build(commit: string, content = this.#unique()): Promise<void> {
    const { registry, path: repository } = this.parts;
    const config = { User: '1000', Labels: { content } };
    const { digest } = await pushImage(registry, { repository, tag: commit.slice(0, 8), config });
    this.#digests.set(commit, digest);
  }

  async #reset(branch: string): Promise<void> {
    const { git, path, random } = this.parts;
    const commit = random.pick(this.#past.get(branch) ?? []);
    if (commit === undefined) return;
    await git.reset(path, branch, commit);
    this.#heads.set(branch, commit);
  }

  #unique(): string {
    this.#made += 1;
    return `${this.parts.path} ${this.#made}`;
  }
}
