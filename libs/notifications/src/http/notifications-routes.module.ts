import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications.module.js';
import { NotificationSettingsController } from './notification-settings.controller.js';
import { NotificationsController } from './notifications.controller.js';

import { UnsubscribeController } from './unsubscribe.controller.js';

/** The slice over HTTP. */
@Module({
  imports: [NotificationsModule],
  controllers: [NotificationsController, NotificationSettingsController, UnsubscribeController],
})
export class NotificationsRoutesModule {}
