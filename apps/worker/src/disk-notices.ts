import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { deriveId, type Held, ReadModelRebuildingError, supervise, systemTiming } from '#libs/event-sourcing';
import { type DueDisk, DueDisksQueries } from '#libs/launches';
import { RaiseNotification, tellOfDueDisks } from '#libs/notifications';
import { Health, LOGGER, type Logger } from '#libs/observability';
import { DATABASE } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { LeasedTask } from './leased-task.js';

const NAME = 'disk-notifier';
const LONGEST_INTERVAL_MS = 10 * 60_000;

/** Tells people of disks that are deleted soon. */
@Injectable()
export class DiskNotices extends LeasedTask {
  constructor(
    @Inject(DATABASE) database: ReadModelsConnection,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly disks: DueDisksQueries,
    private readonly commands: CommandBus,
    health: Health,
  ) {
    super(database.lease(NAME));
    health.add({ name: NAME, check: () => ({ status: 'up', detail: this.leaseState }) });
  }

  protected work({ signal }: Held): Promise<void> {
    const telling = {
      due: (now: Date) => this.due(now),
      tell: (disk: DueDisk) => this.tell(disk),
      onFailure: ({ diskId }: DueDisk, err: unknown) =>
        this.log.warn({ part: NAME, diskId, err }, 'notice failed; trying again'),
      now: () => new Date(),
      intervalMs: Math.min(LONGEST_INTERVAL_MS, this.disks.noticeMs / 10),
      ...{ timing: systemTiming, signal },
    };
    return supervise(() => tellOfDueDisks(telling), { name: NAME, signal, timing: systemTiming, log: this.log });
  }

  /** Nothing while the launches are not built yet: there is time for another look. */
  private async *due(now: Date): AsyncGenerator<readonly DueDisk[], void> {
    try {
      yield* this.disks.soon(now);
    } catch (error) {
      if (!(error instanceof ReadModelRebuildingError)) throw error;
    }
  }

  private async tell({ userId, projectId, sessionId, diskId, expiresAt }: DueDisk): Promise<void> {
    const commandId = deriveId('disk-due', userId, diskId, expiresAt);
    const context = { commandId, actor: `system:${NAME}`, correlationId: commandId, causationId: commandId };
    const notice = { kind: 'disk-due', projectId, sessionId, diskId, expiresAt } as const;
    await this.commands.execute(new RaiseNotification({ userId, notice }, context));
  }
}
