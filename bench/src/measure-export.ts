import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Recorded } from '#libs/event-sourcing';
import { projectHistory } from '#libs/history';
import { connectReadModels } from '#libs/read-models';
import { startProgram, startServer } from './programs.js';
import { projectHistoryOf } from './project-history-of.js';
import { projectStory } from './project-story.js';

const PATIENCE_MS = 600_000;
/** What an export needs does not grow with it: more objects than this end the process. What is garbage, Node would let pile up to more. */
const MOST_HELD_MIB = 96;

interface Timed {
  readonly ms: number;
  /** Of the process that does it; the database's is beside it. */
  readonly cpuMs: number;
  readonly growthMiB: number;
}

/** As `exporter.ts` says it. */
interface Exported {
  readonly exported: Timed;
  readonly verified: Timed;
  readonly peakMiB: number;
}

/** Of one project, what its launches do. */
function* entries(projectId: string, count: number): Generator<Recorded> {
  const launched = projectStory().filter(({ stream }) => stream.startsWith('launch-'));
  const events = launched.flatMap(({ stream, appended }) => appended.map((event) => ({ ...event, stream })));
  for (let n = 0; n < count; n += 1) {
    const event = events[n % events.length];
    if (event === undefined) throw new Error('the story has no launch');
    const data = { ...event.data, projectId };
    yield { ...event, data, revision: BigInt(n), position: BigInt(n + 1), at: new Date().toISOString() };
  }
}

/** Exports a project of so many events to a file and verifies it, in a process that does nothing else. */
export const measureExport = async (count: number, directory: string): Promise<Exported> => {
  const { server, connectionString: url } = await startServer('documents', join(directory, 'documents'));
  const database = connectReadModels({ url, databaseName: 'bench', projections: [projectHistory] });
  const projectId = randomUUID();
  try {
    await projectHistoryOf(database, entries(projectId, count), count);
    const args = [url, projectId, join(directory, 'export.ndjson')];
    const exporter = startProgram('exporter', args, [`--max-old-space-size=${MOST_HELD_MIB}`]);
    return JSON.parse(await exporter.says(/^exported (.+)$/m, PATIENCE_MS)) as Exported;
  } finally {
    await database.close();
    await server.end('SIGTERM');
  }
};
