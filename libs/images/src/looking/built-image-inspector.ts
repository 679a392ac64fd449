import { ImageInspector } from '#libs/image-registry';

/** What registries say of images that code repositories build, asked with the operator's credentials; also the token by which Nest provides it. */
export abstract class BuiltImageInspector extends ImageInspector {}
