import { RegistryError } from '../registry/registry-error.js';
import { ImageInspector } from './image-inspector.js';

/** For an installation whose processes reach no registry, as its operator says: nothing is waited for. */
export class UnaskedRegistries extends ImageInspector {
  override readonly asksRegistries = false;

  override inspect(): Promise<never> {
    return Promise.reject(
      new RegistryError('registry-unreachable', 'This installation does not ask registries (IMAGE_CHECK=off).'),
    );
  }
}
