import { Inject, Injectable, Optional } from '@nestjs/common';
import type { FactFinder } from '#libs/slice';
import type { AllowedSources } from '../write/connect-storage.js';
import { OFFERED_STORAGES, type OfferedStorage } from './offered-storages.js';

/** By which names projects may connect storages. */
@Injectable()
export class OfferedSources implements FactFinder<object, AllowedSources> {
  constructor(@Optional() @Inject(OFFERED_STORAGES) private readonly offered: readonly OfferedStorage[] = []) {}

  find(): Promise<AllowedSources> {
    return Promise.resolve({ allowedSources: this.offered.map(({ source }) => source) });
  }
}
