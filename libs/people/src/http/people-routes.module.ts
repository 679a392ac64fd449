import { Module } from '@nestjs/common';
import { PeopleController } from './people.controller.js';

/** The slice's routes, for the process that serves them. */
@Module({ controllers: [PeopleController] })
export class PeopleRoutesModule {}
