import { useState } from 'react';
import type { ApiClient } from '../api/api-client.js';
import { problemWords } from '../api/problem.js';
import type { HistoryEntry } from '../api/views.js';
import { useServices } from '../page/services.js';
import { useEffect } from '../page/use-effect.js';

type Entries = readonly HistoryEntry[];

/** Some of it without a gap, in log order. */
interface Part {
  readonly entries: Entries;
  readonly hasEarlier: boolean;
}

interface Read {
  /** The newest of it; undefined until they are read. */
  readonly history: Part | undefined;
  /** Why there is nothing to see, or why what is seen may be old. */
  readonly problem: string | undefined;
  /** Resolves to the newest of what was read. */
  readonly readEarlier: () => Promise<HistoryEntry | undefined>;
}

const PAGE = 200;
/** The API answers so many at most. */
const LONGEST_PAGE = 1000;

/** One more is asked for than is shown: then it is known whether there are earlier ones. */
const readPage = async (api: ApiClient, path: string, bound = ''): Promise<Part> => {
  const found = await api.get<Entries>(`${path}?limit=${PAGE + 1}${bound}`);
  return { entries: found.slice(-PAGE), hasEarlier: found.length > PAGE };
};

const readLater = async (api: ApiClient, path: string, after: string): Promise<Entries> => {
  const page = await api.get<Entries>(`${path}?limit=${LONGEST_PAGE}&after=${after}`);
  const last = page.at(-1);
  if (last === undefined || page.length < LONGEST_PAGE) return page;
  return [...page, ...(await readLater(api, path, last.position))];
};

const readNewest = async (api: ApiClient, path: string, shown: Part | undefined): Promise<Part> => {
  const last = shown?.entries.at(-1);
  if (last === undefined) return readPage(api, path);
  return { entries: await readLater(api, path, last.position), hasEarlier: true };
};

/** Answers to requests that overlapped overlap as well, and come in any order. */
const withNewest = (shown: Part | undefined, read: Part): Part => {
  const last = BigInt(shown?.entries.at(-1)?.position ?? 0);
  const later = read.entries.filter(({ position }) => BigInt(position) > last);
  return shown === undefined ? read : { ...shown, entries: [...shown.entries, ...later] };
};

/** A project's history from the newest event back, as far as was asked for; what happens while it is open is added. */
export const useHistory = (projectId: string, newest: string | undefined): Read => {
  const { api } = useServices();
  const path = `/projects/${projectId}/history`;
  const [history, setHistory] = useState<Part>();
  const [problem, setProblem] = useState<string>();
  // again when something happened, and not because of what was read
  useEffect(() => {
    readNewest(api, path, history).then(
      (read) => {
        setHistory((shown) => withNewest(shown, read));
        setProblem(undefined);
      },
      (error: unknown) => setProblem(problemWords(error)),
    );
  }, [api, path, newest]);
  const readEarlier = async (): Promise<HistoryEntry | undefined> => {
    const { entries, hasEarlier } = await readPage(api, path, `&before=${history?.entries[0]?.position ?? '0'}`);
    setHistory((shown) => ({ entries: [...entries, ...(shown?.entries ?? [])], hasEarlier }));
    return entries.at(-1);
  };
  return { history, problem, readEarlier };
};
