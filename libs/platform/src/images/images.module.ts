import { Module } from '@nestjs/common';
import { ImageInspector, RegistryClient, RegistryInspector, UnaskedRegistries } from '#libs/image-registry';
import { OutboundClient } from '#libs/outbound';
import { SETTINGS, type Settings } from '#libs/settings';
import { OutboundModule } from '../outbound/outbound.module.js';

/** Sessions run on machines like this one. */
const platform = `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`;

const inspector = {
  provide: ImageInspector,
  inject: [SETTINGS, OutboundClient],
  useFactory: ({ IMAGE_CHECK }: Settings, outbound: OutboundClient): ImageInspector =>
    IMAGE_CHECK === 'off' ? new UnaskedRegistries() : new RegistryInspector(new RegistryClient(outbound), { platform }),
};

/** What registries say of images. */
@Module({ imports: [OutboundModule], providers: [inspector], exports: [inspector] })
export class ImagesModule {}
