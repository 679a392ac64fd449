import type { SignedIn } from '../sign-in.js';
import type { BuildingRepository } from './building-repository.js';

interface Connected {
  readonly repositoryId: string;
  readonly repository: BuildingRepository;
}

interface KnownSession {
  readonly sessionId: string;
  readonly repository: BuildingRepository;
  readonly branch: string;
}

/** A project that several work on. */
export class SharedProject {
  readonly sessions: KnownSession[] = [];

  private constructor(
    readonly projectId: string,
    readonly repositories: readonly Connected[],
  ) {}

  /** Of the first, with the others as editors and every repository connected. */
  static async of(
    [owner, ...others]: readonly SignedIn[],
    repositories: readonly BuildingRepository[],
  ): Promise<SharedProject> {
    const made = await owner?.user.command('POST', '/projects', { name: 'Images', visibility: 'private' });
    if (owner === undefined || made === undefined) throw new Error('no project can be created');
    const { projectId } = made.body as { projectId: string };
    for (const { user } of others)
      if (user.userId !== owner.user.userId)
        await owner.user.command('PUT', `/projects/${projectId}/members/${user.userId}`, { role: 'editor' });
    const connected: Connected[] = [];
    for (const repository of repositories) {
      const answer = await owner.user.command('POST', `/projects/${projectId}/repositories`, { url: repository.url });
      const { repositoryId } = answer?.body as { repositoryId: string };
      connected.push({ repositoryId, repository });
    }
    return new SharedProject(projectId, connected);
  }
}
