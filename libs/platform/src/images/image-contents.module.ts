import { Global, Inject, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
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
import { Everybody, ImageAudience } from '#libs/images';
import { LOGGER, type Logger } from '#libs/observability';
import { OutboundAccess, OutboundClient, type OutboundRules } from '#libs/outbound';
import type { ReadModelsConnection } from '#libs/read-models';
import { SETTINGS, type Settings } from '#libs/settings';
import { OUTBOUND_RULES, OutboundModule } from '../outbound/outbound.module.js';
import { DATABASE, ReadModelsModule } from '../stores/read-models.module.js';
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
  inject: [SETTINGS, OutboundClient, OUTBOUND_RULES, DATABASE, ContentsStore, LOGGER],
  useFactory: (
    settings: Settings,
    outbound: OutboundClient,
    rules: OutboundRules,
    database: ReadModelsConnection,
    contents: ContentsStore,
    log: Logger,
  ) => {
    const access = new OutboundAccess(rules);
    const [registries, platform] = [new RegistryClient(outbound), sessionPlatform(settings)];
    const read = (image: ImageReferenceParts, asked: Asked) => {
      if (settings.IMAGE_CHECK === 'off')
        throw new UnreadableImageError('This installation does not ask registries (IMAGE_CHECK=off).');
      if (!access.mayBeNamed(image.registry)) throw registryNotAllowed(image.registry);
      return readImageContents(registries, image, { platform, ...asked });
    };
    const readings = new ReadingsStore(database.collection<ReadingRow>('image-readings'));
    return new ContentsReader({ read, platform, contents, readings, log });
  },
};

const audience = { provide: ImageAudience, useClass: Everybody };

/** What is in images, as everybody may pull them. Needs BACKING_SERVICES. */
@Global()
@Module({
  imports: [OutboundModule, ReadModelsModule],
  providers: [store, reader, audience],
  exports: [reader, audience],
})
export class ImageContentsModule implements OnModuleInit, OnModuleDestroy {
  constructor(
    @Inject(ContentsStore) private readonly contents: ContentsStore,
    @Inject(ContentsReader) private readonly reader: ContentsReader,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.contents.prepare();
  }

  /** Before the connections that it reads over are closed. */
  onModuleDestroy(): Promise<void> {
    return this.reader.close();
  }
}
