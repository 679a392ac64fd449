import { DocumentUserDirectory, type UserDirectoryRow } from '#libs/access';
import { type HistoryEntry, HistoryQueries, historyEntryView, historyQuery, NameQueries } from '#libs/history';
import { auditor } from './auditor.js';
import type { Run } from './command.js';
import { idIn } from './id-in.js';
import { lineOfHistory } from './line-of-history.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';
import { UsageError } from './usage-error.js';
import { withReadModels } from './with-read-models.js';

const options = {
  after: { type: 'string' },
  type: { type: 'string' },
  actor: { type: 'string' },
  session: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const positionOf = (text: string | undefined): bigint | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d{1,19}$/.test(text)) throw new UsageError(`--after must be a decimal position, not ${text}`);
  return BigInt(text);
};

/** As the API takes it. */
const filterIn = (name: 'type' | 'actor', text: string | undefined): string | undefined => {
  const { data, error } = historyQuery.shape[name].safeParse(text);
  if (error !== undefined) throw new UsageError(`--${name} ${error.issues[0]?.message}, not ${text}`);
  return data;
};

/** Names are looked up when they are shown; lines of JSON have ids alone, since what is exported outlives an erasure. */
const inLines = async (page: readonly HistoryEntry[], names: NameQueries | undefined): Promise<string[]> =>
  names === undefined
    ? page.map((entry) => JSON.stringify(historyEntryView.parse(entry)))
    : (await names.named(page)).map(lineOfHistory);

export const showHistory: Run = async (args) => {
  const { values, positionals } = parseArguments(args, options, ['projectId']);
  const projectId = idIn('<projectId>', positionals[0]);
  const { json } = values;
  const type = filterIn('type', values.type);
  const sessionId = idIn('--session', values.session);
  const actor = filterIn('actor', values.actor);
  const after = positionOf(values.after);
  await withReadModels(async (database) => {
    const queries = new HistoryQueries(database.readModels);
    const directory = new DocumentUserDirectory(database.collection<UserDirectoryRow>('users'));
    const names = json === true ? undefined : new NameQueries(database.readModels, directory);
    const [first] = await queries.page({ projectId, viewer: auditor, limit: 1 });
    if (first === undefined) throw new Error(`there is no project ${projectId}`);
    const lines = async function* (): AsyncGenerator<string> {
      for await (const page of queries.pages({ projectId, viewer: auditor, after, type, actor, sessionId }))
        yield* await inLines(page, names);
    };
    await printLines(lines());
  });
};
