import type { RecordedLog } from '../../recorded-log.js';
import type { Verdict } from '../../verdict.js';
import { type BranchInUse, branchesInUse } from '../branches-in-use.js';
import type { CodeHost } from '../code-host.js';

/** Of a project, as its stream has them last. */
const editorsOf = (log: RecordedLog, projectId: string): readonly string[] => {
  const roles = new Map<string, unknown>();
  for (const { type, data, metadata } of log.streams.get(`project-${projectId}`) ?? []) {
    if (type === 'ProjectCreated') roles.set(metadata.actor, 'owner');
    if (type === 'MemberRoleSet') roles.set(String(data['userId']), data['role']);
    if (type === 'MemberRemoved') roles.delete(String(data['userId']));
  }
  return [...roles].filter(([, role]) => role !== 'viewer').map(([userId]) => userId);
};

interface Expected {
  readonly name: string;
  readonly branch: string;
  readonly userId: string;
  readonly projectId: string;
  readonly digest: string;
}

const told = (log: RecordedLog, { userId, projectId, branch, digest }: Expected): number =>
  (log.streams.get(`inbox-${userId}`) ?? []).filter(
    ({ type, data }) =>
      type === 'NotificationRaised' &&
      data['projectId'] === projectId &&
      data['branch'] === branch &&
      (data['image'] as { digest: string }).digest === digest,
  ).length;

/** One of a project, whichever of its sessions have an older image. */
const expected = (log: RecordedLog, { name, branch, newest, sessions }: BranchInUse): readonly Expected[] => {
  const digest = newest?.image.digest ?? '';
  const older = sessions.filter(({ environment }) => environment.image.digest !== newest?.image.digest);
  return [...new Set(older.map(({ projectId }) => projectId))].flatMap((projectId) =>
    editorsOf(log, projectId).map((userId) => ({ name, branch, userId, projectId, digest })),
  );
};

/** Every editor of a project whose sessions have an older image is told of the newest one, once. Only where nobody changed anything since it was pushed. */
export const toldEditors = (log: RecordedLog, host: CodeHost): Verdict => {
  const all = branchesInUse(log, host).flatMap((branch) => expected(log, branch));
  const problems = all.flatMap((one) => {
    const { name, userId, projectId, digest } = one;
    const times = told(log, one);
    return times === 1 ? [] : [`${userId} was told ${times} times of ${digest} of ${name} for project ${projectId}`];
  });
  if (all.length === 0) problems.push('nobody had to be told: nothing was tried');
  return { what: `${all.length} times an editor of an older image was told of the newest one, once`, problems };
};
