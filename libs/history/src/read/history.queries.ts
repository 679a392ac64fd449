import { Inject, Injectable } from '@nestjs/common';
import type { Filter, ReadModels } from '#libs/event-sourcing';
import { launchStream } from '#libs/launches';
import { READ_MODELS } from '#libs/rest';
import { asSeenBy } from './as-seen-by.js';
import { listedTypes, marksFor } from './audience.js';
import type { HistoryEntry } from './history-entry.js';
import { type HistoryDocument, historyId, projectHistory } from './project-history.projection.js';
import type { Viewer } from './viewer.js';

export interface HistorySearch {
  readonly projectId: string;
  /** What they do not see is not found, and of what is found they are told what they see. */
  readonly viewer: Viewer;
  /** Both exclusive. */
  readonly after?: bigint | undefined;
  readonly before?: bigint | undefined;
  readonly type?: string | undefined;
  readonly actor?: string | undefined;
  /** What is about this session, its launches too. */
  readonly sessionId?: string | undefined;
  /** What is about this launch. */
  readonly launchId?: string | undefined;
  readonly limit: number;
}

const PAGE = 500;

/** More than a wrong time zone. To look for what came after a clock was set back costs what happened in this time before the moment that is asked for. */
const MOST_AHEAD_MS = 86_400_000;

const lowerBound = (after: bigint | undefined, { from }: Viewer): Filter =>
  after === undefined || after < from ? { $gte: historyId(from) } : { $gt: historyId(after) };

const chosenBy = ({ actor, sessionId, launchId }: Omit<HistorySearch, 'limit'>): Filter => ({
  ...(actor === undefined ? {} : { actor }),
  ...(sessionId === undefined ? {} : { sessionId }),
  ...(launchId === undefined ? {} : { stream: launchStream(launchId) }),
});

const filterOf = (search: Omit<HistorySearch, 'limit'>): Filter => {
  const { projectId, viewer, after, before, type } = search;
  return {
    projectId,
    ...chosenBy(search),
    seenBy: { $in: marksFor(viewer) },
    type: { $in: type === undefined ? [...listedTypes] : [type] },
    _id: { ...lowerBound(after, viewer), ...(before === undefined ? {} : { $lt: historyId(before) }) },
  };
};

const seenOf = (found: readonly HistoryEntry[], { viewer }: Pick<HistorySearch, 'viewer'>): HistoryEntry[] =>
  found.flatMap((entry) => asSeenBy(viewer, entry));

/** What happened in a project: a page costs what it shows, however much of the project its reader does not see. */
@Injectable()
export class HistoryQueries {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  /** In log order: the first ones after `after`; without it the newest ones, or the last ones before `before`. */
  async page(search: HistorySearch): Promise<HistoryEntry[]> {
    return seenOf(await this.find(search), search);
  }

  /**
   * Of the project's last event in log order until that time, inclusive; 0 where there was none yet. As `upTo`: what came after an event of a
   * clock that was ahead, by up to `MOST_AHEAD_MS`, is there.
   */
  async positionAt(projectId: string, time: Date): Promise<bigint> {
    const documents = this.readModels.documents<HistoryDocument>(projectHistory);
    const until = time.toISOString();
    const [latest] = await documents.find({ projectId, at: { $lte: until } }, { sort: { at: -1, _id: -1 }, limit: 1 });
    if (latest === undefined) return 0n;
    const since = new Date(Date.parse(latest.at) - MOST_AHEAD_MS).toISOString();
    const [later] = await documents.find(
      { projectId, at: { $gte: since, $lte: until }, _id: { $gt: historyId(latest.position) } },
      { sort: { _id: -1 }, limit: 1 },
    );
    return BigInt((later ?? latest).position);
  }

  /** All of it, from `after` on, a page in memory at a time. */
  async *all(search: Omit<HistorySearch, 'limit'>): AsyncGenerator<HistoryEntry> {
    for await (const page of this.pages(search)) yield* page;
  }

  /** The same in pages. */
  async *pages(search: Omit<HistorySearch, 'limit'>): AsyncGenerator<readonly HistoryEntry[]> {
    let after = search.after ?? 0n;
    for (;;) {
      const found = await this.find({ ...search, after, limit: PAGE });
      yield seenOf(found, search);
      const last = found.at(-1);
      if (last === undefined || found.length < PAGE) return;
      after = BigInt(last.position);
    }
  }

  private async find(search: HistorySearch): Promise<HistoryEntry[]> {
    const { after, limit } = search;
    const isBackwards = after === undefined;
    const found = await this.readModels
      .documents<HistoryDocument>(projectHistory)
      .find(filterOf(search), { sort: { _id: isBackwards ? -1 : 1 }, limit });
    return isBackwards ? found.reverse() : found;
  }
}
