import { fold, type Recorded } from '#libs/event-sourcing';
import { type ImagesEvent, newestOf, type RepositoryImages, repositoryImages, repositoryStream } from '#libs/images';
import { repositoryIdOf } from '#libs/projects';
import { everySession, type Session, type SessionsEvent, sessions } from '#libs/sessions';
import type { RecordedLog } from '../recorded-log.js';
import type { BuildingRepository } from './building-repository.js';
import type { CodeHost } from './code-host.js';

/** A branch that sessions are pinned to images of. */
export interface BranchInUse {
  readonly name: string;
  readonly branch: string;
  readonly repository: BuildingRepository;
  /** As the log has it; undefined: none is known. */
  readonly newest: RepositoryImages['branches'][number] | undefined;
  readonly sessions: readonly (Session & { readonly projectId: string })[];
}

const sessionsIn = (log: RecordedLog) =>
  log.streamsOf('sessions-').flatMap((events) => {
    const projectId = events[0]?.stream.slice('sessions-'.length) ?? '';
    const state = fold(sessions, events as unknown as Recorded<SessionsEvent>[]);
    return [...everySession(state)].map((session) => ({ ...session, projectId }));
  });

/** What the log says of each branch, beside what the code host knows of it. */
export const branchesInUse = (log: RecordedLog, host: CodeHost): readonly BranchInUse[] => {
  const all = sessionsIn(log);
  return host.repositories.flatMap((repository) => {
    const repositoryId = repositoryIdOf(repository.url.replace(/\.git$/, ''));
    const events = log.streams.get(repositoryStream(repositoryId)) ?? [];
    const known = fold(repositoryImages, events as unknown as Recorded<ImagesEvent>[]);
    return repository.branches.flatMap((branch) => {
      const of = all.filter(
        ({ source }) =>
          source.kind === 'repository' && source.repositoryId === repositoryId && source.branch === branch,
      );
      const name = `${repository.url} ${branch}`;
      return of.length === 0 ? [] : [{ name, branch, repository, newest: newestOf(known, branch), sessions: of }];
    });
  });
};
