import { Module } from '@nestjs/common';
import { ImagesController } from './images.controller.js';

/** What may be asked about images. Needs a provider of ImageInspector. */
@Module({ controllers: [ImagesController] })
export class ImagesRoutesModule {}
