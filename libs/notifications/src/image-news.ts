import { deriveId, type Evolver } from '#libs/event-sourcing';
import type { ImageNewsEvent } from './image-news.events.js';

/** How far the telling of an image has come. */
export interface ImageNews {
  /** Undefined: not so far that it had to be written down. */
  readonly toldUpTo?: string;
}

export const imageNews: Evolver<ImageNews, ImageNewsEvent> = {
  initial: {},
  evolve: { ImageNewsPartlyTold: (_, { data: { toldUpTo } }) => ({ toldUpTo }) },
};

export const imageNewsStream = ({
  repositoryId,
  imageRevision,
}: {
  readonly repositoryId: string;
  readonly imageRevision: number;
}): string => `image-news-${deriveId('image-news', repositoryId, imageRevision)}`;
