import { Module } from '@nestjs/common';
import { CodeHosts } from '#libs/code-hosts';
import {
  AllowedRegistries,
  ImageInspector,
  RegistryClient,
  RegistryInspector,
  UnaskedRegistries,
} from '#libs/image-registry';
import { BuiltImageInspector } from '#libs/images';
import { OutboundAccess, OutboundClient } from '#libs/outbound';
import { SETTINGS, type Settings } from '#libs/settings';
import { OutboundModule } from '../outbound/outbound.module.js';
import { readSettingFile } from '../process/read-setting-file.js';
import { sessionPlatform } from './session-platform.js';

const inspector = {
  provide: ImageInspector,
  inject: [SETTINGS, OutboundClient, OutboundAccess],
  useFactory: (settings: Settings, outbound: OutboundClient, access: OutboundAccess): ImageInspector => {
    const platform = sessionPlatform(settings);
    const asked = () => new RegistryInspector(new RegistryClient(outbound), { platform });
    const images = settings.IMAGE_CHECK === 'off' ? new UnaskedRegistries() : asked();
    return new AllowedRegistries(images, (registry) => access.mayBeNamed(registry));
  },
};

const codeHosts = {
  provide: CodeHosts,
  inject: [SETTINGS],
  useFactory: ({ CODE_HOSTS_FILE: file }: Settings): CodeHosts =>
    file === undefined ? new CodeHosts() : readSettingFile('CODE_HOSTS_FILE', file, (text) => CodeHosts.parse(text)),
};

/** Not for images that users name: they could be read with the operator's credentials. */
const builtImages = {
  provide: BuiltImageInspector,
  inject: [SETTINGS, OutboundClient, CodeHosts],
  useFactory: (settings: Settings, outbound: OutboundClient, hosts: CodeHosts): BuiltImageInspector => {
    if (settings.IMAGE_CHECK === 'off') return new UnaskedRegistries();
    const registries = new RegistryClient(outbound, (registry) => hosts.pullFrom(registry));
    return new RegistryInspector(registries, { platform: sessionPlatform(settings) });
  },
};

/** What registries say of images, and what code hosts there are. */
@Module({
  imports: [OutboundModule],
  providers: [inspector, codeHosts, builtImages],
  exports: [OutboundModule, inspector, codeHosts, builtImages],
})
export class ImagesModule {}
