import { Inject, Injectable } from '@nestjs/common';
import { domainProjections } from '#libs/domain';
import { collectionOf, type EventStore, lowestPosition } from '#libs/event-sourcing';
import { type Launch, launchDocuments, liveStatuses, sagaCheckpoints } from '#libs/launches';
import { Metrics } from '#libs/observability';
import { DATABASE } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { EVENT_STORE } from '#libs/slice';
import { LagInSeconds } from './lag-in-seconds.js';
import { Policies } from './policies.js';

type Samples = Iterable<readonly [string, number]>;

interface Follower {
  /** As its metrics name it. */
  readonly label: string;
  /** Of its checkpoints, of which the least counts, and of what it skipped. */
  readonly keys: readonly string[];
}

const SAGA = 'launch-saga';

/**
 * How far what follows the log is, and what there is of launches: looked up when it is scraped, the same in each worker, whoever
 * acts.
 */
@Injectable()
export class FollowingMetrics {
  private readonly lag = new LagInSeconds();

  constructor(
    @Inject(EVENT_STORE) private readonly events: EventStore,
    @Inject(DATABASE) private readonly database: ReadModelsConnection,
    private readonly policies: Policies,
    metrics: Metrics,
  ) {
    const by = (name: string, help: string, label: string, read: () => Promise<Samples>): void =>
      metrics.gaugeBy({ name, help, label }, read);
    const lag = 'Seconds that it has been behind the log, as scrapes have seen';
    by('follower_lag_seconds', lag, 'follower', () => this.lagSeconds());
    by('follower_lag_positions', 'Positions of the log that it is behind', 'follower', () => this.lagPositions());
    by('skipped_events', 'Events that it has passed over', 'follower', () => this.damage('skipped'));
    by('broken_documents', 'Documents that could not be projected', 'follower', () => this.damage('broken'));
    by('launches', 'Launches that have or want a run', 'status', () => this.launches('status', liveStatuses));
    by('launches_starting', 'Launches that start', 'phase', () => this.launches('phase', ['launching']));
  }

  /** Live read models of this version, policies and the saga. */
  private async followers(): Promise<Follower[]> {
    const entries = await this.database.projectionStore.catalogue();
    const models = domainProjections.flatMap(({ name, version }): Follower[] => {
      const live = entries.find((entry) => entry.name === name && entry.version === version)?.live;
      return live === undefined ? [] : [{ label: name, keys: [collectionOf({ name, version, generation: live })] }];
    });
    const policies = this.policies.names.map((name) => ({ label: name, keys: [name] }));
    return [...models, ...policies, { label: SAGA, keys: sagaCheckpoints }];
  }

  /** The log's end as it was before the checkpoints were read: nobody is behind by what came between. */
  private async positions(): Promise<{ head: bigint; positions: ReadonlyMap<string, bigint> }> {
    const [head, followers] = await Promise.all([this.events.head(), this.followers()]);
    const checkpoints = await this.database.projectionStore.checkpoints(followers.flatMap(({ keys }) => keys));
    const positions = followers.flatMap(({ label, keys }): [string, bigint][] => {
      const known = keys.flatMap((key) => checkpoints.get(key)?.position ?? []);
      return known.length === 0 ? [] : [[label, lowestPosition(known)]];
    });
    return { head, positions: new Map(positions) };
  }

  private async lagSeconds(): Promise<Samples> {
    const { head, positions } = await this.positions();
    return this.lag.look(head, positions, performance.now());
  }

  private async lagPositions(): Promise<Samples> {
    const { head, positions } = await this.positions();
    return [...positions].map(([name, position]) => [name, position >= head ? 0 : Number(head - position)] as const);
  }

  private async damage(kind: 'skipped' | 'broken'): Promise<Samples> {
    const followers = await this.followers();
    const damage = await this.database.projectionStore.damage(followers.flatMap(({ keys }) => keys));
    const of = (keys: readonly string[]) => keys.reduce((sum, key) => sum + (damage.get(key)?.[kind] ?? 0), 0);
    return followers.map(({ label, keys }) => [label, of(keys)] as const);
  }

  private async launches(field: 'status' | 'phase', statuses: readonly string[]): Promise<Samples> {
    const counted = await this.database.readModels
      .documents<Launch>(launchDocuments)
      .countBy({ status: { $in: statuses } }, [field]);
    const known = field === 'status' ? statuses : [];
    // of what was asked for just now no phase is known yet
    const counts = counted.map(
      ({ values: [name], count }) => [typeof name === 'string' ? name : 'asked', count] as const,
    );
    return new Map([...known.map((name) => [name, 0] as const), ...counts]);
  }
}
