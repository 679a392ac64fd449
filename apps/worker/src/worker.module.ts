import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import {
  DomainModule,
  EventStoreModule,
  ReadModelsModule,
  SessionAccessModule,
  SessionRuntimeModule,
} from '#libs/platform';
import { CatalogueSeed } from './catalogue-seed.js';
import { ConnectionsRotation } from './connections-rotation.js';
import { DiskNotices } from './disk-notices.js';
import { ImageWatching } from './image-watching.js';
import { Launching } from './launching.js';
import { Policies } from './policies.js';
import { Projecting } from './projecting.js';

/**
 * Follows the log: projector, launch saga and the slices' policies, and watches repositories and disks, each in one worker at a time. Ended before the stores and the
 * runtime, which it imports.
 */
@Module({
  imports: [
    DomainModule,
    EventStoreModule,
    ReadModelsModule,
    SessionAccessModule,
    SessionRuntimeModule,
    DiscoveryModule,
  ],
  providers: [CatalogueSeed, ConnectionsRotation, Projecting, Launching, Policies, ImageWatching, DiskNotices],
})
export class WorkerModule {}
