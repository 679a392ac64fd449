import { Module } from '@nestjs/common';
import { ResourcesModule } from '../resources.module.js';
import { ResourceClassesController } from './resource-classes.controller.js';

/** The slice over HTTP. */
@Module({ imports: [ResourcesModule], controllers: [ResourceClassesController] })
export class ResourcesRoutesModule {}
