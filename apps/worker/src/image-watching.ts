import { Inject, Injectable } from '@nestjs/common';
import { type Held, ReadModelRebuildingError, systemTiming } from '#libs/event-sourcing';
import { type LookedAt, pollRepositories, RepositoryImagesQueries, RepositoryWatch } from '#libs/images';
import { Health, LOGGER, type Logger } from '#libs/observability';
import { DATABASE } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { SETTINGS, type Settings } from '#libs/settings';
import { LeasedTask } from './leased-task.js';

const NAME = 'image-watcher';

const noneYet = (error: unknown): [] => {
  if (error instanceof ReadModelRebuildingError) return [];
  throw error;
};

/** Polls the repositories that sessions come from: a hook may be lost, or nobody set one up. */
@Injectable()
export class ImageWatching extends LeasedTask {
  constructor(
    @Inject(DATABASE) database: ReadModelsConnection,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly queries: RepositoryImagesQueries,
    private readonly watch: RepositoryWatch,
    health: Health,
  ) {
    super(database.lease(NAME));
    health.add({ name: NAME, check: () => this.conditionOf(NAME) });
  }

  protected work({ signal }: Held): Promise<void> {
    const polling = {
      page: async (after: string | undefined, limit: number) => {
        const page = await this.queries.page(after, limit).catch(noneYet);
        this.failures.succeeded();
        return page;
      },
      lookAt: (repository: LookedAt) => this.watch.lookAt(repository, { signal }),
      ...{ intervalMs: this.settings.IMAGE_POLL * 1000, timing: systemTiming, signal },
    };
    return this.repeat(() => pollRepositories(polling), { name: NAME, signal, log: this.log });
  }
}
