import { HistoryQueries, historyEntryView, visibleData } from '#libs/history';
import type { Run } from './command.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';
import { UsageError } from './usage-error.js';
import { withReadModels } from './with-read-models.js';

const options = {
  after: { type: 'string' },
  type: { type: 'string' },
  actor: { type: 'string' },
  json: { type: 'boolean' },
} as const;

type Entry = (typeof historyEntryView)['_output'];

const positionOf = (text: string | undefined): bigint | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d{1,19}$/.test(text)) throw new UsageError(`--after must be a decimal position, not ${text}`);
  return BigInt(text);
};

const readable = ({ position, at, type, actor, data }: Entry): string =>
  [position.padStart(8), at, type.padEnd(24), actor.padEnd(36), JSON.stringify(data)].join('  ');

const auditor = { as: new Set(['auditor'] as const), from: 0n };

export const showHistory: Run = async (args) => {
  const { values, positionals } = parseArguments(args, options, ['projectId']);
  const [projectId] = positionals;
  const { type, actor } = values;
  const after = positionOf(values.after);
  const format = values.json === true ? (entry: Entry) => JSON.stringify(entry) : readable;
  await withReadModels(async ({ readModels }) => {
    const queries = new HistoryQueries(readModels);
    const [first] = await queries.page({ projectId, viewer: auditor, limit: 1 });
    if (first === undefined) throw new Error(`there is no project ${projectId}`);
    const lines = async function* (): AsyncGenerator<string> {
      for await (const entry of queries.all({ projectId, viewer: auditor, after, type, actor })) {
        const data = visibleData(entry.type, entry.data, auditor.as);
        if (data !== undefined) yield format(historyEntryView.parse({ ...entry, data }));
      }
    };
    await printLines(lines());
  });
};
