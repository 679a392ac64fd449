import { Module } from '@nestjs/common';
import { ProjectsModule } from '#libs/projects';
import { RepositoryImagesModule } from '../repository-images.module.js';
import { HookReceiver } from '../watching/hook-receiver.js';
import { HookAdmission } from './hook-admission.js';
import { ImagesController } from './images.controller.js';
import { RepositoryImagesController } from './repository-images.controller.js';
import { WebhooksController } from './webhooks.controller.js';

/** What may be asked about images. Needs providers of ImageInspector, CodeHosts, OutboundClient and BuiltImageInspector. */
@Module({
  imports: [ProjectsModule, RepositoryImagesModule],
  controllers: [ImagesController, RepositoryImagesController, WebhooksController],
  providers: [HookReceiver, HookAdmission],
})
export class ImagesRoutesModule {}
