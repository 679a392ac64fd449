import { Inject, Injectable } from '@nestjs/common';
import { mayInProject, type Principal } from '#libs/access';
import type { ImagePlace } from '#libs/image-contents';
import { ProjectQueries, projectAccess } from '#libs/projects';
import { RepositoryImagesQueries } from '../read/repository-images.queries.js';
import { BranchUse } from '../watching/branch-use.js';

const PAGE = 100;

/**
 * Who may see what is in an image: everybody, where everybody may pull it; where it was read with this installation's credentials, whoever
 * may read a project that has a session from the repository that builds it. Such a session was added by somebody who could read the
 * repository itself, and whoever reads the project can launch it. That a project has connected the repository says nothing: that takes
 * no more than its address.
 */
@Injectable()
export class ImageAudience {
  constructor(
    private readonly builtImages: RepositoryImagesQueries,
    @Inject(BranchUse) private readonly use: BranchUse,
    private readonly projects: ProjectQueries,
  ) {}

  /** What was read in one of the places. */
  async maySee(caller: Principal, places: readonly ImagePlace[]): Promise<boolean> {
    if (places.some(({ access }) => access === 'everybody')) return true;
    for (const { repository } of places) if (await this.#maySeeBuiltIn(caller, repository)) return true;
    return false;
  }

  /** As whom images of a repository (`host/path`) are read for this person. */
  async accessTo(caller: Principal, repository: string): Promise<ImagePlace['access']> {
    return (await this.#maySeeBuiltIn(caller, repository)) ? 'operator' : 'everybody';
  }

  async #maySeeBuiltIn(caller: Principal, repository: string): Promise<boolean> {
    for (const { repositoryId } of await this.builtImages.withImagesAt(repository))
      if (await this.#mayReadOneWith(caller, repositoryId)) return true;
    return false;
  }

  /** A page at a time: a repository that everybody begins with is used by thousands. */
  async #mayReadOneWith(caller: Principal, repositoryId: string): Promise<boolean> {
    for (let after: string | undefined; ; ) {
      const ids = await this.use.projectsWith(repositoryId, { after, limit: PAGE });
      const projects = await this.projects.withIds(ids);
      for (const project of projects.values())
        if (mayInProject(caller, 'read-project', projectAccess(project)) === 'allowed') return true;
      after = ids.at(-1);
      if (after === undefined) return false;
    }
  }
}
