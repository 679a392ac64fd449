import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf } from '../api/answer-of.js';
import type { Api } from '../api/create-api.js';
import type { HistoryEntry } from '../api/schema.js';
import { projectKey } from '../live/project-key.js';
import type { Asked } from '../page/failed.js';
import { useServices } from '../page/services.js';
import { type HistoryWish, parametersOf } from './history-wish.js';

type Entries = readonly HistoryEntry[];

/** Some of it without a gap, in log order. */
interface Part {
  readonly entries: Entries;
  readonly hasEarlier: boolean;
}

const PAGE = 200;
/** The API answers so many at most. */
const LONGEST_PAGE = 1000;

type Bounds = Readonly<Partial<Record<'before' | 'after' | 'actor' | 'type' | 'session', string>>>;

/** Of one project, those that are wanted. */
class Events {
  constructor(
    private readonly api: Api,
    private readonly projectId: string,
    private readonly wanted: Bounds,
  ) {}

  /** One more is asked for than is shown: then it is known whether there are earlier ones. */
  async page(bound: Bounds = {}): Promise<Part> {
    const found = await this.some({ limit: PAGE + 1, ...bound });
    return { entries: found.slice(-PAGE), hasEarlier: found.length > PAGE };
  }

  async newest(shown: Part | undefined): Promise<Part> {
    const last = shown?.entries.at(-1);
    if (last === undefined) return this.page();
    return { entries: await this.later(last.position), hasEarlier: true };
  }

  private async later(after: string): Promise<Entries> {
    const page = await this.some({ limit: LONGEST_PAGE, after });
    const last = page.at(-1);
    if (last === undefined || page.length < LONGEST_PAGE) return page;
    return [...page, ...(await this.later(last.position))];
  }

  private some(bounds: Bounds & { readonly limit: number }): Promise<Entries> {
    const params = { path: { projectId: this.projectId }, query: { ...this.wanted, ...bounds } };
    return answerOf(this.api.GET('/api/v1/projects/{projectId}/history', { params }));
  }
}

/** Answers to requests that overlapped overlap as well, and come in any order. */
const withNewest = (shown: Part | undefined, read: Part): Part => {
  const newest = shown?.entries.at(-1);
  if (shown === undefined || newest === undefined) return read;
  const last = BigInt(newest.position);
  const later = read.entries.filter(({ position }) => BigInt(position) > last);
  return { ...shown, entries: [...shown.entries, ...later] };
};

interface Read extends Asked {
  /** The newest of it; undefined until they are read. */
  readonly history: Part | undefined;
  /** Resolves to the newest of what was read. */
  readonly readEarlier: () => Promise<HistoryEntry | undefined>;
}

/** A project's history from the newest event back, as far as was asked for; what happens while it is open is added. */
export const useHistory = (projectId: string, wish: HistoryWish): Read => {
  const { api } = useServices();
  const client = useQueryClient();
  const queryKey = [...projectKey(projectId), 'history', wish];
  const events = new Events(api, projectId, parametersOf(wish));
  const shown = (): Part | undefined => client.getQueryData<Part>(queryKey);
  const { data, error, failureReason } = useQuery({
    queryKey,
    // earlier ones may have been added meanwhile
    queryFn: async () => {
      const read = await events.newest(shown());
      return withNewest(shown(), read);
    },
  });
  const readEarlier = async (): Promise<HistoryEntry | undefined> => {
    const before = shown()?.entries[0]?.position ?? '0';
    const { entries, hasEarlier } = await events.page({ before });
    client.setQueryData<Part>(queryKey, (part) => ({ entries: [...entries, ...(part?.entries ?? [])], hasEarlier }));
    return entries.at(-1);
  };
  return { history: data, error, failureReason, readEarlier };
};
