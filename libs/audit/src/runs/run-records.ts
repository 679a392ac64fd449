import { Inject, Injectable } from '@nestjs/common';
import { PROJECT_ACCESS_LOOKUP, type Principal, type ProjectAccessLookup } from '#libs/access';
import { type HistoryEntry, HistoryQueries, NameQueries, UNREADABLE_EVENT, viewerOf } from '#libs/history';
import { launchProblems } from '#libs/launches';
import { ProblemError } from '#libs/rest';
import { erasedPerson } from '../erased-person.js';
import { type RunRecord, runRecord } from './run-record.js';

/** As an address has it. */
export interface RunAddress {
  readonly projectId: string;
  readonly launchId: string;
  readonly run: string;
}

const unreadable = ({ stream, position, data }: HistoryEntry): ProblemError =>
  new ProblemError(
    'unreadable-event',
    `The event at position ${position}, of ${stream}, cannot be read: ${String(data['reason'])}`,
  );

async function* readable(entries: AsyncIterable<HistoryEntry>): AsyncGenerator<HistoryEntry> {
  for await (const entry of entries) {
    // who would tell what is left, would tell something else than what was
    if (entry.type === UNREADABLE_EVENT) throw unreadable(entry);
    yield entry;
  }
}

const runNumber = /^[1-9]\d{0,8}$/;

/** The launch may be there: it is not said whether, since whoever may not see it is answered the same. */
const notThere = (run: string): ProblemError =>
  new ProblemError(
    launchProblems['launch-not-found'],
    `There is no run ${JSON.stringify(run)} of such a launch, or you may not see it: runs are numbered from 1 on.`,
  );

/** Runs as the log says that they were, for who launched them, and for auditors. */
@Injectable()
export class RunRecords {
  constructor(
    private readonly history: HistoryQueries,
    @Inject(PROJECT_ACCESS_LOOKUP) private readonly projects: ProjectAccessLookup,
    private readonly names: NameQueries,
  ) {}

  /** Throws the problems `project-not-found` and `launch-not-found`. */
  async of(caller: Principal, { projectId, launchId, run }: RunAddress): Promise<RunRecord> {
    const viewer = viewerOf(caller, await this.projects.of(projectId));
    if (viewer === undefined) throw new ProblemError('project-not-found');
    // of a launch nobody sees anything but who launched it and auditors, and to them it was never hidden
    const entries = readable(this.history.all({ projectId, viewer: { ...viewer, from: 0n }, launchId }));
    const record = runNumber.test(run) ? await runRecord(entries, Number(run)) : undefined;
    if (record === undefined) throw notThere(run);
    return record;
  }

  /** What its session was called then, and its person is today. */
  async namesIn(record: RunRecord): Promise<{ readonly person: string; readonly session: string | undefined }> {
    const { projectId, sessionId, userId, steps } = record;
    const asked = { projectId, position: steps[0]?.position ?? '0', actor: userId, data: { sessionId } };
    const [named] = await this.names.named([asked]);
    return { person: named?.names[userId] ?? erasedPerson(userId), session: named?.names[sessionId] };
  }
}
