import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { checkProjectedLog } from '#libs/event-sourcing';
import { type LoggedEvent, readWholeLog } from '#libs/event-store';
import { backupFiles } from './backup/backup-files.js';
import type { BackupManifest } from './backup/backup-manifest.js';
import { lineOfEvent } from './backup/line-of-event.js';
import { writePackedLines } from './backup/write-packed-lines.js';
import type { Run } from './command.js';
import { isThere } from './is-there.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';
import { programVersion } from './program-version.js';
import { UsageError } from './usage-error.js';
import { withDraft } from './with-draft.js';
import { withEventStore } from './with-event-store.js';
import { withReadModels } from './with-read-models.js';

const options = { out: { type: 'string' } } as const;

type Content = Omit<BackupManifest, 'format' | 'version' | 'program' | 'takenAt'>;

/** The log first: documents that are newer know more people than it does, never fewer. */
const copyStores = async (draft: string): Promise<Content> => {
  let content: Content | undefined;
  await withReadModels((database, { eventStoreUrl = '', databaseName }) =>
    withEventStore(eventStoreUrl, async (log) => {
      let position = 0n;
      const eventLines = async function* (events: AsyncIterable<LoggedEvent>): AsyncGenerator<object> {
        for await (const event of events) {
          ({ position } = event);
          yield lineOfEvent(event);
        }
      };
      const identity = await log.identity();
      await checkProjectedLog(database.projectionStore, identity);
      const events = await writePackedLines(join(draft, backupFiles.events), eventLines(readWholeLog(eventStoreUrl)));
      const documents = await writePackedLines(join(draft, backupFiles.documents), database.underived(position));
      content = { log: identity, position: String(position), database: databaseName, events, documents };
    }),
  );
  if (content === undefined) throw new Error('nothing was copied');
  return content;
};

const makeDirectory = async (path: string): Promise<void> => {
  await mkdir(path, { mode: 0o700 }).catch((cause: unknown) => {
    const where = `${dirname(path)} (${(cause as NodeJS.ErrnoException).code})`;
    throw new Error(`no directory can be made in ${where}: make it, or name another one by --out`, { cause });
  });
};

/** A directory that appears as a whole or not at all, and is its owner's alone. */
const writeBackup = (out: string): Promise<Content> => {
  const draft = `${out}.${process.pid}.part`;
  return withDraft(draft, async () => {
    await makeDirectory(draft);
    const content = await copyStores(draft);
    const manifest: BackupManifest = {
      ...{ format: 'renku-sessions backup', version: 1, program: await programVersion() },
      takenAt: new Date().toISOString(),
      ...content,
    };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await writeFile(join(draft, backupFiles.manifest), text, { mode: 0o600, flush: true });
    await rename(draft, out);
    return content;
  });
};

export const backup: Run = async (args) => {
  const { values } = parseArguments(args, options, []);
  if (values.out === undefined || values.out === '') throw new UsageError('--out is missing: the directory to make');
  if (await isThere(values.out)) throw new Error(`${values.out} is there already: name a directory that is not there`);
  const { events, documents, position } = await writeBackup(resolve(values.out));
  await printLines([
    `${values.out}: ${events.lines} events up to position ${position}, and ${documents.lines} documents that they do not hold`,
    'Not in it: the signing key, the keys of people’s tokens, the gateway’s secret, the files of sessions',
  ]);
};
