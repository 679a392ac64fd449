import { DocumentUserDirectory, type UserDirectoryRow } from '#libs/access';
import { ProjectExports } from '#libs/audit';
import { HistoryQueries } from '#libs/history';
import { auditor } from './auditor.js';
import type { Run } from './command.js';
import { findSigningKeys } from './find-signing-keys.js';
import { idIn } from './id-in.js';
import { parseArguments } from './parse-arguments.js';
import { UsageError } from './usage-error.js';
import { withEventStore } from './with-event-store.js';
import { withReadModels } from './with-read-models.js';
import { writeNewFile } from './write-new-file.js';

const options = { out: { type: 'string' }, force: { type: 'boolean', default: false } } as const;

const TELL_MS = 2_000;

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** Says how far it is, now and then. */
async function* toldOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let [lines, told] = [0, performance.now()];
  for await (const chunk of text) {
    yield chunk;
    lines += chunk.split('\n').length - 1;
    if (performance.now() - told < TELL_MS) continue;
    told = performance.now();
    tell(`${lines} lines`);
  }
}

export const exportProject: Run = async (args) => {
  const { values, positionals } = parseArguments(args, options, ['projectId']);
  const projectId = idIn('<projectId>', positionals[0]);
  const { out, force } = values;
  if (out === undefined) throw new UsageError('--out is missing: the file to write');
  const keys = await findSigningKeys();
  await withReadModels((database, { eventStoreUrl }) =>
    withEventStore(eventStoreUrl, async (log) => {
      const history = new HistoryQueries(database.readModels);
      const directory = new DocumentUserDirectory(database.collection<UserDirectoryRow>('users'));
      const [first] = await history.page({ projectId, viewer: auditor, limit: 1 });
      if (first === undefined) throw new Error(`there is no project ${projectId}`);
      const exports = new ProjectExports(history, database.readModels, directory, log, keys);
      const text = await exports.begin({ projectId, viewer: auditor, exportedBy: 'system:command-line' });
      await writeNewFile(out, toldOf(text), { replaces: force });
      tell(`${out}: exported, signed with the key ${keys.keyId}`);
    }),
  );
};
