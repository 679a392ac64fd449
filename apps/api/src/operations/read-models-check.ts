import { Inject, Injectable } from '@nestjs/common';
import { domainProjections } from '#libs/domain';
import { type EventStore, type ReadModelReport, readModelStatus } from '#libs/event-sourcing';
import { type Condition, Health, type Problem } from '#libs/observability';
import { DATABASE } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { EVENT_STORE } from '#libs/slice';

/** Milliseconds that the documents may be behind the log before somebody should look. */
const PATIENCE_MS = 10_000;

/**
 * Whether there are read models of this version, and whether they keep up with the log: by their checkpoints, since whoever
 * projects may be another process. Those of a version that comes back are there at once, as old as when its last worker ended:
 * an API is not ready before it shows what was written until it started.
 */
@Injectable()
export class ReadModelsCheck {
  /** The end of the log as it was at this moment of the process's own clock, not shown yet. */
  private awaited: { readonly head: bigint; readonly since: number } | undefined;
  /** Where the log ended at the first look. */
  private start: bigint | undefined;
  private hasShownStart = false;

  constructor(
    @Inject(EVENT_STORE) private readonly events: Pick<EventStore, 'head'>,
    @Inject(DATABASE) private readonly database: Pick<ReadModelsConnection, 'projectionStore' | 'readModels'>,
    health: Health,
  ) {
    health.add({ name: 'read-models', check: () => this.condition() });
  }

  private async condition(): Promise<Condition> {
    const { events, database } = this;
    const report = await readModelStatus({ events, store: database.projectionStore, projections: domainProjections });
    await this.lookForStart(report);
    const problems = [...report.rebuilding, ...this.lag(report), ...report.damaged];
    if (report.rebuilding.length > 0 || !this.hasShownStart) return { status: 'down', problems };
    return problems.length === 0 ? { status: 'up' } : { status: 'degraded', problems };
  }

  /** By what queries read, which may still be documents that were replaced a moment ago. */
  private async lookForStart({ head }: ReadModelReport): Promise<void> {
    this.start ??= head;
    this.hasShownStart ||= (await this.database.readModels.position()) >= this.start;
  }

  private lag({ head, position, rebuilding }: ReadModelReport): Problem[] {
    if (this.awaited === undefined || position >= this.awaited.head)
      this.awaited = position >= head ? undefined : { head, since: performance.now() };
    const behindMs = this.awaited === undefined ? 0 : performance.now() - this.awaited.since;
    const isAwaited = !this.hasShownStart && rebuilding.length === 0;
    if (behindMs < PATIENCE_MS && !isAwaited) return [];
    const detail = `at ${position} of ${head}, for ${Math.round(behindMs / 1000)} s`;
    return [{ name: 'behind the log', detail, advice: 'see that a worker of this version runs' }];
  }
}
