import { readFileSync } from 'node:fs';
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
import { InvalidSettingsError, SETTINGS, type Settings } from '#libs/settings';
import { OutboundModule } from '../outbound/outbound.module.js';
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

const readCodeHosts = (file: string): CodeHosts => {
  try {
    return CodeHosts.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidSettingsError(
      `The file of CODE_HOSTS_FILE (${file}) cannot be used:\n${said}\nMend it and start again: docs/operations.md says what is in it.`,
      { cause },
    );
  }
};

const codeHosts = {
  provide: CodeHosts,
  inject: [SETTINGS],
  useFactory: ({ CODE_HOSTS_FILE: file }: Settings): CodeHosts =>
    file === undefined ? new CodeHosts() : readCodeHosts(file),
};

/** Not for images that users name: they could be read with the operator's credentials. */
const builtImages = {
  provide: BuiltImageInspector,
  inject: [SETTINGS, OutboundClient, CodeHosts],
  useFactory: (settings: Settings, outbound: OutboundClient, hosts: CodeHosts): BuiltImageInspector => {
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
