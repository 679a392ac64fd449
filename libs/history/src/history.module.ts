import { Module } from '@nestjs/common';
import { HistoryController } from './http/history.controller.js';
import { HistoryQueries } from './read/history.queries.js';
import { NameQueries } from './read/name.queries.js';

@Module({
  controllers: [HistoryController],
  providers: [HistoryQueries, NameQueries],
  exports: [HistoryQueries, NameQueries],
})
export class HistoryModule {}
