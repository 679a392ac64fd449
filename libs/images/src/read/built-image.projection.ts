import type { Projection } from '#libs/event-sourcing';
import type { ImagesEvent } from '../images.events.js';
import { type BuiltImage, builtImageIn } from '../repository-images.js';

export interface BuiltImageDocument extends BuiltImage {
  readonly repositoryId: string;
}

/** One document an image, for lists. */
export const builtImageDocuments: Projection<BuiltImageDocument, ImagesEvent> = {
  name: 'built-image',
  version: 2,
  indexes: [{ keys: { repositoryId: 1, revision: -1 } }, { keys: { repositoryId: 1, branch: 1, revision: -1 } }],
  documentPerEvent: true,
  ids: (event) => [event.id],
  evolve: {
    ImageAvailable: (_, event) => ({ ...builtImageIn(event), repositoryId: event.data.repositoryId }),
  },
};
