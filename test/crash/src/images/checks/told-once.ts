import type { LogEvent, RecordedLog } from '../../recorded-log.js';
import type { Verdict } from '../../verdict.js';

type Data = LogEvent['data'];

/** The project's sessions of a branch, and the image. */
const subjectOf = (data: Data): string =>
  [data['projectId'], data['repositoryId'], data['branch'], (data['image'] as { digest: string }).digest].join(' ');

/** What a full inbox displaced may be told again. */
const doubled = (events: readonly LogEvent[]): readonly string[] => {
  const kept = new Set<string>();
  return events.flatMap(({ stream, revision, type, data }) => {
    if (type !== 'NotificationRaised') return [];
    const about = subjectOf(data);
    const isAgain = kept.has(about);
    kept.add(about);
    const displaced = events.find((one) => one.data['notificationId'] === data['displaces']);
    if (data['displaces'] !== undefined && displaced !== undefined) kept.delete(subjectOf(displaced.data));
    return isAgain ? [`${stream} has ${about} again at ${revision}`] : [];
  });
};

/** Nobody is told twice of the same image for the same project and branch. */
export const toldOnce = (log: RecordedLog): Verdict => {
  const inboxes = log.streamsOf('inbox-');
  const raised = inboxes.flat().filter(({ type }) => type === 'NotificationRaised').length;
  return {
    what: `${raised} notifications in ${inboxes.length} inboxes, none twice of a project, a branch and an image`,
    problems: inboxes.flatMap(doubled),
  };
};
