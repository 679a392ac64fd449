import { domainProjections } from '#libs/domain';
import { connectReadModels } from '#libs/read-models';
import { within } from '../../../support/until.js';
import type { Ledger } from '../api-user.js';
import { acknowledgedCommands, refusedCommands } from '../checks/acknowledged-commands.js';
import { documentsAsTheLogSays } from '../checks/documents-as-the-log-says.js';
import { promisedAnswers } from '../checks/promised-answers.js';
import { soundLog } from '../checks/sound-log.js';
import type { CrashingSystem } from '../crashing-system.js';
import { RecordedLog } from '../recorded-log.js';
import type { Verdict } from '../verdict.js';
import { chosenImages } from './checks/chosen-images.js';
import { imagesOnce } from './checks/images-once.js';
import { newestImages } from './checks/newest-images.js';
import { toldEditors } from './checks/told-editors.js';
import { toldOnce } from './checks/told-once.js';
import type { CodeHost } from './code-host.js';

const SETTLE_MS = 90_000;

interface Verified {
  readonly system: CrashingSystem;
  readonly host: CodeHost;
  readonly ledger: Ledger;
  /** While which the last but one images are pushed. */
  readonly lastKills: Promise<void>;
}

/**
 * What is left is what it should be, once everything has come to rest. Each branch is given a new image twice: while parts are still
 * killed, and afterwards, so that whatever came before has been worked through when it is told.
 */
export const verifyImages = async ({ system, host, ledger, lastKills }: Verified): Promise<Verdict[]> => {
  const { eventStore, mongodb } = await system.addresses();
  const pushed = await renewAll(host, lastKills);
  const first = await settled(eventStore, host);
  await renewAll(host);
  const second = await settled(eventStore, host);
  const database = connectReadModels({ url: mongodb, projections: domainProjections, databaseName: system.database });
  try {
    const isProjected = await database.readModels.waitFor(second.log.head, SETTLE_MS);
    const { log } = second;
    return [
      ...first.verdicts.map((verdict) => ({ ...verdict, what: `${pushed} pushed while killed: ${verdict.what}` })),
      ...second.verdicts,
      imagesOnce(log),
      toldOnce(log),
      chosenImages(ledger, log),
      await promisedAnswers(ledger, system.directory),
      acknowledgedCommands(ledger, log),
      refusedCommands(ledger, log),
      soundLog(log),
      { what: 'the read models catch up', problems: isProjected ? [] : [`not to position ${log.head}`] },
      await documentsAsTheLogSays(database, eventStore),
    ];
  } finally {
    await database.close();
  }
};

/** Answers how many images were pushed. */
const renewAll = async (host: CodeHost, meanwhile: Promise<void> = Promise.resolve()): Promise<number> => {
  let pushed = 0;
  const renew = async (): Promise<void> => {
    for (const repository of host.repositories)
      for (const branch of repository.branches) {
        await repository.renew(branch);
        pushed += 1;
      }
  };
  await Promise.all([renew(), meanwhile]);
  return pushed;
};

const settled = async (eventStore: string, host: CodeHost): Promise<{ log: RecordedLog; verdicts: Verdict[] }> => {
  const look = async (): Promise<{ log: RecordedLog; verdicts: Verdict[] }> => {
    const log = await RecordedLog.read(eventStore);
    return { log, verdicts: [newestImages(log, host), toldEditors(log, host)] };
  };
  const found = await within(SETTLE_MS, async () => {
    const seen = await look();
    return seen.verdicts.every(({ problems }) => problems.length === 0) && seen;
  });
  return found ?? look();
};
