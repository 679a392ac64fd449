import { Global, Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CodeHosts } from '#libs/code-hosts';
import {
  ContentsReader,
  type ContentsRow,
  ContentsStore,
  type PackagesRow,
  type ReadingRow,
  ReadingsStore,
  readImageContents,
  UnreadableImageError,
} from '#libs/image-contents';
import { type ImageReferenceParts, RegistryClient, registryNotAllowed } from '#libs/image-registry';
import { LOGGER, type Logger } from '#libs/observability';
import { OutboundAccess, OutboundClient, type OutboundRules } from '#libs/outbound';
import type { ReadModelsConnection } from '#libs/read-models';
import { SETTINGS, type Settings } from '#libs/settings';
import { OUTBOUND_RULES } from '../outbound/outbound.module.js';
import { DATABASE, ReadModelsModule } from '../stores/read-models.module.js';
import { ImagesModule } from './images.module.js';
import { sessionPlatform } from './session-platform.js';

type Asked = Parameters<ConstructorParameters<typeof ContentsReader>[0]['read']>[1];

const store = {
  provide: ContentsStore,
  inject: [DATABASE],
  useFactory: (database: ReadModelsConnection) =>
    new ContentsStore({
      images: database.collection<ContentsRow>('image-contents'),
      packages: database.collection<PackagesRow>('image-packages'),
    }),
};

const reader = {
  provide: ContentsReader,
  inject: [SETTINGS, OutboundClient, OUTBOUND_RULES, CodeHosts, DATABASE, ContentsStore, LOGGER],
  useFactory: (
    settings: Settings,
    outbound: OutboundClient,
    rules: OutboundRules,
    hosts: CodeHosts,
    database: ReadModelsConnection,
    contents: ContentsStore,
    log: Logger,
  ) => {
    const platform = sessionPlatform(settings);
    const outboundAccess = new OutboundAccess(rules);
    const registries = {
      everybody: new RegistryClient(outbound),
      operator: new RegistryClient(outbound, (registry) => hosts.pullFrom(registry)),
    };
    const refuseUnasked = ({ registry }: ImageReferenceParts): void => {
      if (settings.IMAGE_CHECK === 'off')
        throw new UnreadableImageError('This installation does not ask registries (IMAGE_CHECK=off).');
      if (!outboundAccess.mayBeNamed(registry)) throw registryNotAllowed(registry);
    };
    const read = (image: ImageReferenceParts, { access, ...asked }: Asked) => {
      if (access === 'everybody') refuseUnasked(image);
      return readImageContents(registries[access], image, { platform, ...asked });
    };
    const readings = new ReadingsStore(database.collection<ReadingRow>('image-readings'));
    return new ContentsReader({ read, platform, contents, readings, log });
  },
};

/** What is in images. Needs BACKING_SERVICES. */
@Global()
@Module({
  imports: [ImagesModule, ReadModelsModule],
  providers: [store, reader],
  exports: [reader],
})
export class ImageContentsModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(ContentsStore) private readonly contents: ContentsStore,
    @Inject(ContentsReader) private readonly reader: ContentsReader,
  ) {}

  /** Not before: Nest initialises a global module before those that it imports, which wait for the database. */
  async onApplicationBootstrap(): Promise<void> {
    await this.contents.prepare();
  }

  /** Before the connections that it reads over are closed. */
  onModuleDestroy(): Promise<void> {
    return this.reader.close();
  }
}
