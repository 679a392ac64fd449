export { builtImages, builtOf } from './built-images.js';
export { contentsProblems } from './contents.rejections.js';
export { ImagesRoutesModule } from './http/images-routes.module.js';
export { type ImagesEvent, imagesEvents } from './images.events.js';
export { imagesProblems } from './images.rejections.js';
export { BuiltImageInspector } from './looking/built-image-inspector.js';
export { PersonalLook } from './looking/personal-look.js';
export { type LookedAt, RepositoryLook } from './looking/repository-look.js';
export { builtImageDocuments } from './read/built-image.projection.js';
export { repositoryImagesDocuments } from './read/repository-images.projection.js';
export { RepositoryImagesQueries } from './read/repository-images.queries.js';
export {
  type BuiltImage,
  newestOf,
  type RepositoryImages,
  repositoryImages,
  repositoryStream,
} from './repository-images.js';
export { RepositoryImagesModule } from './repository-images.module.js';
export { BranchUse } from './watching/branch-use.js';
export { pollRepositories } from './watching/poll-repositories.js';
export { RepositoryWatch } from './watching/repository-watch.js';
