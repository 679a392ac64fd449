import { Controller, Get, Inject, Optional } from '@nestjs/common';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import { Api, Caller, Operation } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { OFFERED_STORAGES, type OfferedStorage } from '../facts/offered-storages.js';
import { offeredStorageView } from './storage.dto.js';

@Api('Projects')
@Controller('storages')
export class OfferedStoragesController {
  constructor(
    private readonly authorizer: QueryAuthorizer,
    @Optional() @Inject(OFFERED_STORAGES) private readonly offered: readonly OfferedStorage[] = [],
  ) {}

  @Get()
  @Operation({
    id: 'listOfferedStorages',
    summary: 'The storages that the administrator offers: what a project may connect',
    answers: { 200: offeredStorageView.array() },
  })
  async list(@Caller() caller: Principal): Promise<z.infer<typeof offeredStorageView>[]> {
    await this.authorizer.allow(caller, 'read-storages');
    return this.offered.map(({ source, writable }) => ({ source, writable }));
  }
}
