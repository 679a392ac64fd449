import { Module } from '@nestjs/common';
import { ContentsQueries } from '../contents/contents-queries.js';
import { ImageContentsController } from './image-contents.controller.js';
import { ImagesController } from './images.controller.js';

/** What may be asked about images. Needs providers of ImageInspector, ContentsReader and ImageAudience. */
@Module({ controllers: [ImagesController, ImageContentsController], providers: [ContentsQueries] })
export class ImagesRoutesModule {}
