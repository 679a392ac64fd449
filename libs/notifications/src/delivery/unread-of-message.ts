import { ReadModelRebuildingError, type ReadModels } from '#libs/event-sourcing';
import type { InboxQueries, ShownNotification } from '../read/inbox.queries.js';
import type { NotificationRow } from './outbox-row.js';

const PATIENCE_MS = 1_000;

const latest = (rows: readonly NotificationRow[]): bigint =>
  rows.map(({ position }) => BigInt(position)).reduce((one, other) => (one > other ? one : other), 0n);

interface Sources {
  readonly readModels: Pick<ReadModels, 'waitFor'>;
  readonly inbox: Pick<InboxQueries, 'stillUnread'>;
}

/** What of a message is still to be told to its person; undefined: the read models do not know yet. */
export const unreadOfMessage = async (
  rows: readonly NotificationRow[],
  { readModels, inbox }: Sources,
): Promise<ShownNotification[] | undefined> => {
  const [first] = rows;
  if (first === undefined) return [];
  try {
    if (!(await readModels.waitFor(latest(rows), PATIENCE_MS))) return undefined;
    return await inbox.stillUnread(
      first.userId,
      rows.map(({ notificationId }) => notificationId),
    );
  } catch (error) {
    if (error instanceof ReadModelRebuildingError) return undefined;
    throw error;
  }
};
