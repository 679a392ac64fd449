import { Cursor, type LogMessage, positionOf } from '#libs/event-sourcing';
import type { LaunchSagaParts } from '../launch-saga.parts.js';

const NAME = 'launch-saga';

/** How far the saga has followed the log, and how far that is settled for good: whoever comes next goes on from there. */
export class SagaProgress {
  /** Where following began. */
  begunAt = 0n;
  followed = 0n;
  private cursor: Cursor | undefined;

  constructor(private readonly parts: Pick<LaunchSagaParts, 'checkpoints' | 'store'>) {}

  /** Throws ForeignLogError. */
  async begin(): Promise<void> {
    const { store, checkpoints } = this.parts;
    const log = await store.identity();
    await checkpoints.begin(NAME, { position: 0n, log });
    this.cursor = await Cursor.open(checkpoints, log, [NAME]);
    this.begunAt = this.cursor.position;
    this.followed = this.begunAt;
  }

  follow(message: LogMessage): void {
    this.followed = positionOf(message) ?? this.followed;
  }

  /** Everything up to here is settled. */
  async save(position: bigint): Promise<void> {
    await this.cursor?.advance(position);
  }
}
