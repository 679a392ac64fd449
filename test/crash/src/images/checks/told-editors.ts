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

const told = (log: RecordedLog, userId: string, sessionId: string, digest: string): number =>
  (log.streams.get(`inbox-${userId}`) ?? []).filter(
    ({ type, data }) =>
      type === 'NotificationRaised' &&
      data['sessionId'] === sessionId &&
      (data['image'] as { digest: string }).digest === digest,
  ).length;

const expected = (log: RecordedLog, { name, newest, sessions }: BranchInUse) =>
  sessions
    .filter(({ environment }) => environment.image.digest !== newest?.image.digest)
    .flatMap(({ sessionId, projectId }) =>
      editorsOf(log, projectId).map((userId) => ({ name, userId, sessionId, digest: newest?.image.digest ?? '' })),
    );

/** Every editor whose session has an older image is told of the newest one, once. Only where nobody changed anything since it was pushed. */
export const toldEditors = (log: RecordedLog, host: CodeHost): Verdict => {
  const all = branchesInUse(log, host).flatMap((branch) => expected(log, branch));
  const problems = all.flatMap(({ name, userId, sessionId, digest }) => {
    const times = told(log, userId, sessionId, digest);
    return times === 1 ? [] : [`${userId} was told ${times} times of ${digest} of ${name} for session ${sessionId}`];
  });
  if (all.length === 0) problems.push('nobody had to be told: nothing was tried');
  return { what: `${all.length} times an editor of an older image was told of the newest one, once`, problems };
};
