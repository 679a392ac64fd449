import type { CatalogueEnvironment } from '#libs/environments';
import type { Image, Session } from '../session.js';

export interface ImageUpdate extends Image {
  /** RFC 3339 UTC. */
  readonly availableSince: string;
}

/** The same tag without a digest may be the same image, so it is no news; with another digest it is. */
const isNews = (newest: Image, pinned: Image): boolean =>
  newest.reference !== pinned.reference || (newest.digest !== undefined && newest.digest !== pinned.digest);

/**
 * "Newer image available": what the catalogue offers a session now (rule 2). An offer, computed when asked; an archived
 * environment offers nothing any more.
 */
export const imageUpdate = (
  { environment }: Session,
  entry: CatalogueEnvironment | undefined,
): ImageUpdate | undefined => {
  if (entry === undefined || entry.archived || !isNews(entry.image, environment.image)) return undefined;
  return { ...entry.image, availableSince: entry.imageSince };
};
