import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { startDocumentServer } from '#libs/embedded/document-server';
import { writeLog } from '#libs/embedded/event-store-server';
import type { LoggedEvent } from '#libs/event-store';
import { connectReadModels, type StoredRow } from '#libs/read-models';
import { backupFiles } from './backup/backup-files.js';
import { type BackupManifest, backupManifest } from './backup/backup-manifest.js';
import { eventOfLine } from './backup/event-of-line.js';
import { readPackedLines } from './backup/read-packed-lines.js';
import type { Run } from './command.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';
import { dataDirOf } from './server-options.js';
import { withDraft } from './with-draft.js';

const options = { 'data-dir': { type: 'string' } } as const;

/** The directories of the embedded servers in DATA_DIR. */
const EVENTS = 'event-store';
const DOCUMENTS = 'documents';

/** Both, until they are whole. */
const DRAFT = 'restore.part';

const manifestOf = async (directory: string): Promise<BackupManifest> => {
  const file = join(directory, backupFiles.manifest);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error(`${directory} is no backup that can be read: ${(cause as Error).message}`, { cause });
  }
  try {
    return backupManifest.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} was cut short, or is of another version: restore with the one that it names`, { cause });
  }
};

const refuseUnlessEmpty = async (dataDir: string): Promise<void> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const entries = await readdir(dataDir);
  const [entry] = entries;
  if (entries.includes(DRAFT))
    throw new Error(`${dataDir} has what a restore left that was killed (${DRAFT}): empty it, or name a new directory`);
  if (entry !== undefined)
    throw new Error(`${dataDir} is not empty (${entry}): nothing is restored over what is there, name a new directory`);
};

const refuseUnless = (count: number, { lines }: { readonly lines: number }, what: string): void => {
  if (count !== lines) throw new Error(`${count} ${what} were restored, and the backup has ${lines}`);
};

const restoreEvents = async (from: string, into: string, { events }: BackupManifest): Promise<void> => {
  const recorded = async function* (): AsyncGenerator<LoggedEvent> {
    for await (const line of readPackedLines(join(from, backupFiles.events), events)) yield eventOfLine(line);
  };
  refuseUnless(await writeLog(into, recorded()), events, 'events');
};

/** Written over the protocol; nobody else on this machine is let in meanwhile. */
const restoreDocuments = async (from: string, into: string, manifest: BackupManifest): Promise<void> => {
  const user = { name: 'restore', password: randomBytes(24).toString('hex') };
  const server = await startDocumentServer({ dataDir: into, users: [user] });
  const url = server.connectionString.replace('//', `//${user.name}:${user.password}@`);
  const database = connectReadModels({ url: `${url}&authSource=admin`, databaseName: manifest.database });
  try {
    const lines = readPackedLines(join(from, backupFiles.documents), manifest.documents);
    const count = await database.put(lines as AsyncIterable<Record<string, unknown> & StoredRow>);
    refuseUnless(count, manifest.documents, 'documents');
  } finally {
    await database.close();
    await server.close();
  }
};

export const restore: Run = async (args) => {
  const { values, positionals } = parseArguments(args, options, ['backup']);
  const [from] = positionals;
  const dataDir = dataDirOf(values['data-dir']);
  const manifest = await manifestOf(from);
  await refuseUnlessEmpty(dataDir);
  const draft = join(dataDir, DRAFT);
  await withDraft(draft, async () => {
    await mkdir(draft, { mode: 0o700 });
    await restoreEvents(from, join(draft, EVENTS), manifest);
    await restoreDocuments(from, join(draft, DOCUMENTS), manifest);
    // the documents first: without the log they are refused at the start, and the log without them would have no people
    for (const name of [DOCUMENTS, EVENTS]) await rename(join(draft, name), join(dataDir, name));
  });
  await printLines([
    `${dataDir}: ${manifest.events.lines} events up to position ${manifest.position}, and ${manifest.documents.lines} documents, of ${manifest.takenAt}`,
    'Before the first start put back what is not in it, keys, secrets and the files of sessions (docs/operations.md, Backup); read models are built at the start',
    'A session whose files are not there is resumed with an empty /work: whose it is reads so then, and nobody before',
  ]);
};
