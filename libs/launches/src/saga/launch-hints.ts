import type { Documents, Filter, ReadModels } from '#libs/event-sourcing';
import type { Launch, LaunchStatus } from '../launch.js';
import { type LaunchLimits, overdue } from '../launch-limits.js';
import { launchDocuments } from '../read/launch.projection.js';

const liveStatuses: readonly LaunchStatus[] = ['launching', 'running', 'pausing', 'stopping'];

/** The read models are behind what the log has already told us; what is asked of them is asked again later. */
export class ReadModelsBehindError extends Error {
  override readonly name = 'ReadModelsBehindError';
}

/** Where to look, as the read models say: never a reason to do anything. */
export class LaunchHints {
  constructor(
    private readonly readModels: ReadModels,
    private readonly waitMs: number,
  ) {}

  /** Whether what happened up to here is in the documents, or will be in a moment. */
  areUpTo(position: bigint): Promise<boolean> {
    return this.readModels.waitFor(position, this.waitMs);
  }

  /** Resolves once what happened up to here is in the documents; throws ReadModelsBehindError. */
  async upTo(position: bigint): Promise<void> {
    if (await this.areUpTo(position)) return;
    throw new ReadModelsBehindError(
      `the read models are at ${await this.readModels.position()} and the log at ${position}`,
    );
  }

  async get(launchId: string): Promise<Launch | undefined> {
    return this.documents().get(launchId);
  }

  /** Those that have or want a run. */
  async live(filter: Filter = {}): Promise<readonly Launch[]> {
    return this.documents().find({ ...filter, status: { $in: liveStatuses } });
  }

  /** Those that hold their place, also while they rest. */
  async inUse(): Promise<readonly Launch[]> {
    return this.documents().find({ status: { $ne: 'inactive' } });
  }

  async ofProject(projectId: string): Promise<readonly Launch[]> {
    return this.documents().find({ projectId, status: { $ne: 'inactive' } });
  }

  async waitingOf(userId: string): Promise<readonly Launch[]> {
    return this.documents().find({ userId, status: 'launching', phase: 'queued' });
  }

  async overdue(limits: LaunchLimits, now: Date): Promise<readonly Launch[]> {
    return this.documents().find(overdue(limits, now) as Filter, { limit: 1_000 });
  }

  private documents(): Documents<Launch> {
    return this.readModels.documents<Launch>(launchDocuments);
  }
}
