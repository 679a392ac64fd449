import { Module } from '@nestjs/common';
import { EnvironmentsModule } from '../environments.module.js';
import { EnvironmentsController } from './environments.controller.js';

/** The slice over HTTP. */
@Module({ imports: [EnvironmentsModule], controllers: [EnvironmentsController] })
export class EnvironmentsRoutesModule {}
