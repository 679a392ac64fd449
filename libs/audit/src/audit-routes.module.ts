import { Module } from '@nestjs/common';
import { HistoryModule } from '#libs/history';
import { ProjectExports } from './export/project-exports.js';
import { ExportsController } from './http/exports.controller.js';
import { RunsController } from './http/runs.controller.js';
import { SigningKeysController } from './http/signing-keys.controller.js';
import { RunRecords } from './runs/run-records.js';

/** Exports of projects, runs, reproducing them, and the keys to verify with. Needs a provider of SIGNING_KEYS. */
@Module({
  imports: [HistoryModule],
  controllers: [ExportsController, RunsController, SigningKeysController],
  providers: [ProjectExports, RunRecords],
})
export class AuditRoutesModule {}
