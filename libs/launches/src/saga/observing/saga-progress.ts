import { Cursor, type LogMessage, positionOf } from '#libs/event-sourcing';
import type { LaunchSagaParts } from '../launch-saga.parts.js';
import { sagaCheckpointOf } from './saga-checkpoints.js';

/** Of versions that had one for all launches. */
const BEFORE = 'launch-saga';

/**
 * How far the saga has followed the log, and how far that is settled for good for each of its shards: whoever has the shard next goes on
 * from there.
 */
export class SagaProgress {
  /** Where following began. */
  begunAt = 0n;
  followed = 0n;
  private cursor: Cursor | undefined;

  constructor(
    private readonly parts: Pick<LaunchSagaParts, 'checkpoints' | 'store'>,
    private readonly shards: ReadonlySet<number>,
  ) {}

  /** Throws ForeignLogError. */
  async begin(): Promise<void> {
    const { store, checkpoints } = this.parts;
    const log = await store.identity();
    const names = [...this.shards].map(sagaCheckpointOf);
    const stored = await checkpoints.checkpoints([BEFORE, ...names]);
    const first = stored.get(BEFORE) ?? { position: 0n, log };
    await Promise.all(names.filter((name) => !stored.has(name)).map((name) => checkpoints.begin(name, first)));
    this.cursor = await Cursor.open(checkpoints, log, names);
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
