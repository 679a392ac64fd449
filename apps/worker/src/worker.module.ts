import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { NotificationsModule } from '#libs/notifications';
import {
  DomainModule,
  EventStoreModule,
  ReadModelsModule,
  SessionAccessModule,
  SessionRuntimeModule,
} from '#libs/platform';
import { CatalogueSeed } from './catalogue-seed.js';
import { ConnectionsRotation } from './connections-rotation.js';
import { DeliveryMetrics } from './delivery-metrics.js';
import { DiskNotices } from './disk-notices.js';
import { FollowingMetrics } from './following-metrics.js';
import { ImageWatching } from './image-watching.js';
import { Launching } from './launching.js';
import { LogAnchoring } from './log-anchoring.js';
import { NotificationDelivery } from './notification-delivery.js';
import { Policies } from './policies.js';
import { Projecting } from './projecting.js';
import { SessionLimits } from './session-limits.js';

/**
 * Follows the log: projector, launch saga and the slices' policies, and watches repositories, disks and sessions' limits,
 * tells people outside the console and anchors the log, each in one worker at a time. Ended before the stores and the
 * runtime, which it imports.
 */
@Module({
  imports: [
    DomainModule,
    NotificationsModule,
    EventStoreModule,
    ReadModelsModule,
    SessionAccessModule,
    SessionRuntimeModule,
    DiscoveryModule,
  ],
  providers: [
    CatalogueSeed,
    ConnectionsRotation,
    Projecting,
    Launching,
    Policies,
    ImageWatching,
    DiskNotices,
    NotificationDelivery,
    DeliveryMetrics,
    SessionLimits,
    LogAnchoring,
    FollowingMetrics,
  ],
})
export class WorkerModule {}
