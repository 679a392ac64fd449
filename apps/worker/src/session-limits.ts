import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { createActivityQuestion, SessionUse, type SessionUseRow } from '#libs/access';
import { deriveId, type Held, systemTiming } from '#libs/event-sourcing';
import {
  LAUNCH_LIMITS,
  type LastUse,
  type Launch,
  type LaunchLimits,
  type LimitsLook,
  lookAtLimits,
  PauseAtLimit,
  RunningLaunchesQueries,
} from '#libs/launches';
import { Health, LOGGER, type Logger } from '#libs/observability';
import { DATABASE, SESSION_ACCESS_SECRET } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { gatewayUrlOf, SETTINGS, type Settings } from '#libs/settings';
import { LeasedTask } from './leased-task.js';
import { onceBuilt } from './once-built.js';

const NAME = 'session-limits';
const LONGEST_INTERVAL_MS = 60_000;
const CONCURRENCY = 16;
/** What was not used for so long does not run any more, or is asked itself. */
const FORGOTTEN_MS = 90 * 24 * 60 * 60_000;

/** Not before it was judged by. */
const forgottenMs = (idleMs: number): number =>
  Number.isFinite(idleMs) ? Math.max(FORGOTTEN_MS, 2 * idleMs) : FORGOTTEN_MS;

/** Pauses sessions that nobody uses, or that have run for as long as they may; announced before. */
@Injectable()
export class SessionLimits extends LeasedTask {
  private readonly use: SessionUse;
  private readonly activity: ReturnType<typeof createActivityQuestion>;

  constructor(
    @Inject(DATABASE) database: ReadModelsConnection,
    @Inject(LAUNCH_LIMITS) private readonly limits: LaunchLimits,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(SESSION_ACCESS_SECRET) secret: string,
    @Inject(SETTINGS) settings: Settings,
    private readonly running: RunningLaunchesQueries,
    private readonly commands: CommandBus,
    health: Health,
  ) {
    super(database.lease(NAME));
    this.use = new SessionUse(database.collection<SessionUseRow>('session-use'));
    const gateway = { gatewayOrigin: gatewayUrlOf(settings), sessionsDomain: settings.SESSIONS_DOMAIN, secret };
    this.activity = createActivityQuestion(gateway);
    health.add({ name: NAME, check: () => this.conditionOf(NAME) });
  }

  protected work({ signal }: Held): Promise<void> {
    return this.repeat(() => this.watch(signal), { name: NAME, signal, log: this.log });
  }

  private async watch(signal: AbortSignal): Promise<void> {
    const { idleMs, lifetimeMs } = this.limits;
    const intervalMs = Math.min(LONGEST_INTERVAL_MS, idleMs / 20, lifetimeMs / 20);
    while (!signal.aborted) {
      const now = new Date();
      const before = this.failures.count;
      await lookAtLimits(this.look(signal), now);
      await this.use.forgetBefore(new Date(now.getTime() - forgottenMs(idleMs)));
      if (this.failures.count === before) this.failures.succeeded();
      await systemTiming.sleep(intervalMs, signal);
    }
  }

  private look(signal: AbortSignal): LimitsLook {
    return {
      limits: this.limits,
      announced: () => onceBuilt(this.running.announced()),
      runningSince: (time) => onceBuilt(this.running.runningSince(time)),
      uses: (launchIds) => this.use.lastOf(launchIds),
      activity: (launch) => this.activity(launch),
      noteUse: (launchId, at) => this.use.note(launchId, at),
      judge: (launch, lastUse, now) => this.judge(launch, lastUse, now),
      onFailure: (launch, error) => this.notJudged(launch, error),
      concurrency: CONCURRENCY,
      signal,
    };
  }

  private notJudged({ launchId }: Launch, err: unknown): void {
    this.failures.failed(err);
    this.log.warn({ part: NAME, launchId, err }, 'limit not judged; trying again');
  }

  private async judge({ launchId, run }: Launch, lastUse: LastUse, now: Date): Promise<void> {
    this.assertHeld();
    const commandId = deriveId(NAME, launchId, String(run), now.toISOString());
    const context = { commandId, actor: `system:${NAME}`, correlationId: commandId, causationId: commandId };
    const { idleMs, lifetimeMs } = this.limits;
    const data = { launchId, run, lastUse, limits: { idleMs, lifetimeMs }, now };
    await this.commands.execute(new PauseAtLimit(data, context));
  }
}
