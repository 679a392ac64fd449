import { Injectable } from '@nestjs/common';
import type { CommandContext, DataOf, StreamReader } from '#libs/event-sourcing';
import { project, projectStream } from '#libs/projects';
import type { FactFinder } from '#libs/slice';
import type { ReproduceRun, ReproductionFacts } from '../write/reproduce-run.js';
import { ConfigurationFinder } from './configuration-finder.js';

/** What a project has of what a run had. */
@Injectable()
export class ReproductionFinder implements FactFinder<DataOf<ReproduceRun>, ReproductionFacts> {
  constructor(private readonly parts: ConfigurationFinder) {}

  async find(data: DataOf<ReproduceRun>, context: CommandContext, streams: StreamReader): Promise<ReproductionFacts> {
    const [parts, { state }] = await Promise.all([
      this.parts.find(data, context, streams),
      streams.of(projectStream(data.projectId), project),
    ]);
    return { ...parts, projectStorages: state?.storages ?? [] };
  }
}
