import { Inject, Injectable, Optional } from '@nestjs/common';
import type { FactFinder } from '#libs/slice';
import type { AllowedSources } from '../write/connect-storage.js';

/** `readonly string[]`: the storage sources that the administrator allows in projects. Not provided: none. */
export const ALLOWED_STORAGE_SOURCES = Symbol('AllowedStorageSources');

@Injectable()
export class AllowedStorageSources implements FactFinder<object, AllowedSources> {
  constructor(@Optional() @Inject(ALLOWED_STORAGE_SOURCES) private readonly sources: readonly string[] | undefined) {}

  find(): Promise<AllowedSources> {
    return Promise.resolve({ allowedSources: this.sources ?? [] });
  }
}
