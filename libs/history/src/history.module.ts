import { Module } from '@nestjs/common';
import { HistoryController } from './http/history.controller.js';
import { HistoryQueries } from './read/history.queries.js';

@Module({ controllers: [HistoryController], providers: [HistoryQueries], exports: [HistoryQueries] })
export class HistoryModule {}
