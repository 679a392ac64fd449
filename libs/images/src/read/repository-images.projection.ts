import { stateProjection } from '#libs/event-sourcing';
import { repositoryImages } from '../repository-images.js';

/** One document a repository. */
export const repositoryImagesDocuments = stateProjection({
  name: 'repository-images',
  version: 2,
  indexes: [{ keys: { imageRepository: 1 } }],
  id: (event) => event.data.repositoryId,
  evolver: repositoryImages,
});
