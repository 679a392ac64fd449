import { domainProjections } from '#libs/domain';
import { connectReadModels } from '#libs/read-models';
import { within } from '../../support/until.js';
import type { ApiUser, Ledger } from './api-user.js';
import { acknowledgedCommands, refusedCommands } from './checks/acknowledged-commands.js';
import { gaplessFeed } from './checks/gapless-feed.js';
import { rebuiltReadModels } from './checks/rebuilt-read-models.js';
import { soundLog, soundRuns } from './checks/sound-log.js';
import type { CrashingSystem } from './crashing-system.js';
import { projectHistory } from './project-history.js';
import { RecordedLog } from './recorded-log.js';
import type { ResumingListener } from './resuming-listener.js';
import { isSettled } from './settled.js';
import type { Verdict } from './verdict.js';

const SETTLE_MS = 90_000;

export interface Listening {
  readonly listener: ResumingListener;
  readonly projectId: string;
  readonly owner: ApiUser;
}

interface Verified {
  readonly listening: Listening;
  readonly runningPerUser: number;
}

/** What is left is what it should be, once everything has come to rest. */
export const verifyRun = async (
  system: CrashingSystem,
  ledger: Ledger,
  { listening, runningPerUser }: Verified,
): Promise<Verdict[]> => {
  const { eventStore, mongodb } = await system.addresses();
  const settled = await within(SETTLE_MS, async () => {
    const log = await RecordedLog.read(eventStore);
    return isSettled(log.launches(), runningPerUser) && log;
  });
  const log = settled ?? (await RecordedLog.read(eventStore));
  const launches = log.launches();
  const underWay = launches.filter(({ status }) => !['running', 'paused', 'inactive', 'failed'].includes(status));
  const database = connectReadModels({ url: mongodb, projections: domainProjections, databaseName: system.database });
  try {
    const isProjected = await database.readModels.waitFor(log.head, SETTLE_MS);
    const { listener, projectId, owner } = listening;
    return [
      {
        what: `everything came to rest (${launches.length} launches, ${underWay.length} wait for a place)`,
        problems: [
          ...(settled === undefined ? underWay.map((l) => `launch ${l.launchId}: ${l.status} ${l.phase ?? ''}`) : []),
          ...(isProjected ? [] : ['the read models do not catch up with the log']),
        ],
      },
      { what: 'every answer was one that the API promises', problems: ledger.surprises },
      acknowledgedCommands(ledger, log),
      refusedCommands(ledger, log),
      soundLog(log),
      soundRuns(log),
      ...(await system.remains(log)),
      await rebuiltReadModels(database),
      await gaplessFeed(log, {
        listener,
        projectId,
        userId: owner.userId,
        history: await projectHistory(owner, projectId),
      }),
    ];
  } finally {
    await database.close();
  }
};
