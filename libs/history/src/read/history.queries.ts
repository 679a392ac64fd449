import { Inject, Injectable } from '@nestjs/common';
import type { Projected, ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import type { HistoryEntry } from './history-entry.js';
import { historyId, projectHistory } from './project-history.projection.js';

export interface HistorySearch {
  readonly projectId: string;
  /** Both exclusive. */
  readonly after?: bigint | undefined;
  readonly before?: bigint | undefined;
  readonly type?: string | undefined;
  readonly actor?: string | undefined;
  readonly limit: number;
}

const PAGE = 500;

@Injectable()
export class HistoryQueries {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  /** In log order. */
  async page({ projectId, after, before, type, actor, limit }: HistorySearch): Promise<Projected<HistoryEntry>[]> {
    const filter = {
      projectId,
      ...(type === undefined ? {} : { type }),
      ...(actor === undefined ? {} : { actor }),
      _id: {
        $gt: historyId(after ?? 0n),
        ...(before === undefined ? {} : { $lt: historyId(before) }),
      },
    };
    return this.readModels.documents<HistoryEntry>(projectHistory).find(filter, { sort: { _id: 1 }, limit });
  }

  /** All of it, a page in memory at a time. */
  async *all(search: Omit<HistorySearch, 'limit'>): AsyncGenerator<HistoryEntry> {
    let { after } = search;
    for (;;) {
      const page = await this.page({ ...search, after, limit: PAGE });
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = BigInt(last.position);
    }
  }
}
