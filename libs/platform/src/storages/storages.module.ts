import { Module } from '@nestjs/common';
import { OFFERED_STORAGES, type OfferedStorage } from '#libs/projects';
import { StorageSources } from '#libs/session-runtime';
import { SETTINGS } from '#libs/settings';
import { readStorages } from './read-storages.js';

const providers = [
  { provide: StorageSources, inject: [SETTINGS], useFactory: readStorages },
  {
    provide: OFFERED_STORAGES,
    inject: [StorageSources],
    useFactory: ({ all }: StorageSources): readonly OfferedStorage[] =>
      all.map(({ source, writable }) => ({ source, writable })),
  },
];

/** The storages that the administrator offers: what projects are told of them, and where runtimes find them. */
@Module({ providers, exports: providers })
export class StoragesModule {}
