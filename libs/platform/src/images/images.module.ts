import { Module } from '@nestjs/common';
import {
  AllowedRegistries,
  ImageInspector,
  RegistryClient,
  RegistryInspector,
  UnaskedRegistries,
} from '#libs/image-registry';
import { OutboundAccess, OutboundClient } from '#libs/outbound';
import { SETTINGS, type Settings } from '#libs/settings';
import { OutboundModule } from '../outbound/outbound.module.js';

/** Where nothing else is said, sessions run on machines like this one. */
const ownPlatform = `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`;

const inspector = {
  provide: ImageInspector,
  inject: [SETTINGS, OutboundClient, OutboundAccess],
  useFactory: (
    { IMAGE_CHECK, SESSION_PLATFORM: platform = ownPlatform }: Settings,
    outbound: OutboundClient,
    access: OutboundAccess,
  ): ImageInspector => {
    const asked = () => new RegistryInspector(new RegistryClient(outbound), { platform });
    const images = IMAGE_CHECK === 'off' ? new UnaskedRegistries() : asked();
    return new AllowedRegistries(images, (registry) => access.mayBeNamed(registry));
  },
};

/** What registries say of images. */
@Module({ imports: [OutboundModule], providers: [inspector], exports: [inspector] })
export class ImagesModule {}
