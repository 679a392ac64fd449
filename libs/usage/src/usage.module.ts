import { Module } from '@nestjs/common';
import { ProjectsModule } from '#libs/projects';
import { UsageController } from './http/usage.controller.js';
import { UsageQuestions } from './http/usage-questions.js';
import { UsageQueries } from './read/usage.queries.js';
import { UsageLedgers } from './read/usage-ledgers.js';
import { UsageNames } from './read/usage-names.js';

@Module({
  imports: [ProjectsModule],
  controllers: [UsageController],
  providers: [UsageQueries, UsageLedgers, UsageNames, UsageQuestions],
})
export class UsageModule {}
