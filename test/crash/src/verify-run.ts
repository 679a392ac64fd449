import { domainProjections } from '#libs/domain';
import { connectReadModels } from '#libs/read-models';
import type { ApiUser, Ledger } from './api-user.js';
import { atRest } from './at-rest.js';
import { acknowledgedCommands, refusedCommands } from './checks/acknowledged-commands.js';
import { documentsAsTheLogSays } from './checks/documents-as-the-log-says.js';
import { gaplessFeed } from './checks/gapless-feed.js';
import { promisedAnswers } from './checks/promised-answers.js';
import { soundLog, soundRuns } from './checks/sound-log.js';
import type { CrashingSystem } from './crashing-system.js';
import { explainLaunches } from './explain-launches.js';
import { projectHistory } from './project-history.js';
import type { ResumingListener } from './resuming-listener.js';
import type { Verdict } from './verdict.js';

/**
 * The parts of a control plane that was killed last come back after up to a minute; what nobody told the launch saga of by then it finds
 * in its pass over everything, once a minute.
 */
const SETTLE_MS = 150_000;

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
  const { log, underWay } = await atRest(eventStore, runningPerUser, SETTLE_MS);
  const launches = log.launches();
  const waiting = launches.filter(({ status, phase }) => status === 'launching' && phase === 'queued');
  const database = connectReadModels({ url: mongodb, projections: domainProjections, databaseName: system.database });
  try {
    const isProjected = await database.readModels.waitFor(log.head, SETTLE_MS);
    const { listener, projectId, owner } = listening;
    const verdicts = [
      {
        what: `everything came to rest (${launches.length} launches, ${waiting.length} wait for a place)`,
        problems: [...underWay, ...(isProjected ? [] : ['the read models do not catch up with the log'])],
      },
      await promisedAnswers(ledger, system.directory),
      acknowledgedCommands(ledger, log),
      refusedCommands(ledger, log),
      soundLog(log),
      soundRuns(log),
      ...(await system.remains(log)),
      await documentsAsTheLogSays(database, eventStore),
      await gaplessFeed(log, {
        listener,
        projectId,
        userId: owner.userId,
        history: await projectHistory(owner, projectId),
      }),
    ];
    return await explainLaunches(verdicts, log, system);
  } finally {
    await database.close();
  }
};
