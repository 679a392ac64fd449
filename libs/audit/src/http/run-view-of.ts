import { commitThere } from '../runs/commit-there.js';
import type { RunRecord } from '../runs/run-record.js';
import { type RunView, runView } from './run.dto.js';

const ends: Readonly<Record<string, RunView['status']>> = {
  SessionPaused: 'paused',
  SessionStopped: 'stopped',
  SessionFailed: 'failed',
};

const statusOf = ({ steps, startedAt }: RunRecord): RunView['status'] =>
  ends[steps.at(-1)?.type ?? ''] ?? (startedAt === undefined ? 'launching' : 'running');

/** As the log says; that it was to be at a commit does not say that it was. */
const repositoriesIn = (record: RunRecord): RunView['repositories'] =>
  record.configuration.repositories.map(({ repositoryId, name, url, commit: pinned }) => {
    const commit = commitThere(record, name);
    return { repositoryId, name, url, commit, ...(commit === undefined && { pinned }) };
  });

/** A run as its page shows it. */
export const runViewOf = (
  record: RunRecord,
  names: { readonly person: string; readonly session: string | undefined },
): RunView => {
  const { projectId, launchId, run, sessionId, userId, askedAt, startedAt, endedAt, steps } = record;
  const { environment, image, builtFrom, resources, resourceClass, storages } = record.configuration;
  return runView.parse({
    ...{ projectId, launchId, run, sessionId, sessionName: names.session, askedAt, startedAt, endedAt, steps },
    ...{ person: { userId, displayName: names.person }, status: statusOf(record) },
    ...{ environment, image, builtFrom, resources, resourceClass, storages, repositories: repositoriesIn(record) },
  });
};
