import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { deriveId, type Held, systemTiming } from '#libs/event-sourcing';
import { type DueDisk, DueDisksQueries } from '#libs/launches';
import { RaiseNotification, tellOfDueDisks } from '#libs/notifications';
import { Health, LOGGER, type Logger } from '#libs/observability';
import { DATABASE } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { LeasedTask } from './leased-task.js';
import { onceBuilt } from './once-built.js';

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
    health.add({ name: NAME, check: () => this.conditionOf(NAME) });
  }

  protected work({ signal }: Held): Promise<void> {
    const telling = {
      due: (now: Date) => onceBuilt(this.disks.soon(now)),
      tell: (disk: DueDisk) => this.tell(disk),
      onFailure: ({ diskId }: DueDisk, err: unknown) => {
        this.failures.failed(err);
        this.log.warn({ part: NAME, diskId, err }, 'notice failed; trying again');
      },
      onAllTold: () => this.failures.succeeded(),
      now: () => new Date(),
      intervalMs: Math.min(LONGEST_INTERVAL_MS, this.disks.noticeMs / 10),
      ...{ timing: systemTiming, signal },
    };
    return this.repeat(() => tellOfDueDisks(telling), { name: NAME, signal, log: this.log });
  }

  private async tell({ userId, projectId, sessionId, diskId, expiresAt }: DueDisk): Promise<void> {
    this.assertHeld();
    const commandId = deriveId('disk-due', userId, diskId, expiresAt);
    const context = { commandId, actor: `system:${NAME}`, correlationId: commandId, causationId: commandId };
    const notice = { kind: 'disk-due', projectId, sessionId, diskId, expiresAt } as const;
    await this.commands.execute(new RaiseNotification({ userId, notice }, context));
  }
}
