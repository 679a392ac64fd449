import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications.module.js';
import { NotificationsController } from './notifications.controller.js';

/** The slice over HTTP. */
@Module({ imports: [NotificationsModule], controllers: [NotificationsController] })
export class NotificationsRoutesModule {}
