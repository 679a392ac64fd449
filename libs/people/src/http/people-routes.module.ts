import { Module } from '@nestjs/common';
import { BrowsersController } from './browsers.controller.js';
import { PeopleController } from './people.controller.js';
import { PersonalTokensController } from './personal-tokens.controller.js';

/** The slice's routes, for the process that serves them. */
@Module({ controllers: [PeopleController, PersonalTokensController, BrowsersController] })
export class PeopleRoutesModule {}
