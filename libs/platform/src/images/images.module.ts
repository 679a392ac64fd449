import { Module } from '@nestjs/common';
import {
  AllowedRegistries,
  ImageInspector,
  RegistryClient,
  RegistryInspector,
  UnaskedRegistries,
} from '#libs/image-registry';
import { OutboundAccess, OutboundClient, type OutboundRules } from '#libs/outbound';
import { SETTINGS, type Settings } from '#libs/settings';
import { OUTBOUND_RULES, OutboundModule } from '../outbound/outbound.module.js';
import { sessionPlatform } from './session-platform.js';

const inspector = {
  provide: ImageInspector,
  inject: [SETTINGS, OutboundClient, OUTBOUND_RULES],
  useFactory: (settings: Settings, outbound: OutboundClient, rules: OutboundRules): ImageInspector => {
    const access = new OutboundAccess(rules);
    const platform = sessionPlatform(settings);
    const asked = () => new RegistryInspector(new RegistryClient(outbound), { platform });
    const images = settings.IMAGE_CHECK === 'off' ? new UnaskedRegistries() : asked();
    return new AllowedRegistries(images, (registry) => access.mayBeNamed(registry));
  },
};

/** What registries say of images. */
@Module({ imports: [OutboundModule], providers: [inspector], exports: [inspector] })
export class ImagesModule {}
