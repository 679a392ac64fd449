import type { CatalogueEnvironment } from '#libs/environments';
import { newestOf, type RepositoryImages } from '#libs/images';
import type { Image, Session } from '../session.js';

export interface ImageUpdate extends Image {
  /** That it was built of, where the session comes from a code repository. */
  readonly commit?: string | undefined;
  /** RFC 3339 UTC. */
  readonly availableSince: string;
}

/** What sessions can be moved to, by where they come from. */
export interface Offers {
  readonly catalogue: ReadonlyMap<string, CatalogueEnvironment>;
  readonly repositories: ReadonlyMap<string, RepositoryImages>;
}

/** The same tag without a digest may be the same image, so it is no news; with another digest it is. */
const isNews = (newest: Image, pinned: Image): boolean =>
  newest.digest === undefined || pinned.digest === undefined
    ? newest.reference !== pinned.reference || newest.digest !== undefined
    : newest.digest !== pinned.digest;

const ofCatalogue = (entry: CatalogueEnvironment | undefined): ImageUpdate | undefined =>
  entry === undefined || entry.archived ? undefined : { ...entry.image, availableSince: entry.imageSince };

const ofBranch = (repository: RepositoryImages | undefined, branch: string): ImageUpdate | undefined => {
  const newest = newestOf(repository, branch);
  return newest && { ...newest.image, commit: newest.commit, availableSince: newest.availableSince };
};

const newestFor = ({ environment, source }: Session, { catalogue, repositories }: Offers): ImageUpdate | undefined => {
  switch (source.kind) {
    case 'catalogue':
      return ofCatalogue(catalogue.get(environment.environmentId));
    case 'repository':
      return ofBranch(repositories.get(source.repositoryId), source.branch);
    case 'image':
      return undefined;
  }
};

/**
 * "Newer image available": what the catalogue, or the branch of a code repository, offers a session now (rule 2). An offer, computed when
 * asked; an archived environment offers nothing any more, and a commit that changed nothing of the image is no news.
 */
export const imageUpdate = (session: Session, offers: Offers): ImageUpdate | undefined => {
  const newest = newestFor(session, offers);
  return newest !== undefined && isNews(newest, session.environment.image) ? newest : undefined;
};
