import { Module } from '@nestjs/common';
import { ProjectsModule } from '#libs/projects';
import { ContentsQueries } from '../contents/contents-queries.js';
import { ImageAudience } from '../contents/image-audience.js';
import { RepositoryImagesModule } from '../repository-images.module.js';
import { HookReceiver } from '../watching/hook-receiver.js';
import { ImageContentsController } from './image-contents.controller.js';
import { ImagesController } from './images.controller.js';
import { RepositoryImagesController } from './repository-images.controller.js';
import { WebhooksController } from './webhooks.controller.js';

/**
 * What may be asked about images. Needs providers of ImageInspector, CodeHosts, OutboundClient, BuiltImageInspector, BranchUse and
 * ContentsReader.
 */
@Module({
  imports: [ProjectsModule, RepositoryImagesModule],
  controllers: [ImagesController, ImageContentsController, RepositoryImagesController, WebhooksController],
  providers: [HookReceiver, ContentsQueries, ImageAudience],
})
export class ImagesRoutesModule {}
