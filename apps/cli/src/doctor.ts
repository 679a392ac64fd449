import { readSettings, type Settings } from '#libs/settings';
import type { Run } from './command.js';
import { examineDataDirectory } from './doctor/examine-data-directory.js';
import { examineSessionHost } from './doctor/examine-session-host.js';
import { examineSettings } from './doctor/examine-settings.js';
import { examineSigningKey } from './doctor/examine-signing-key.js';
import { examineStores } from './doctor/examine-stores.js';
import { examineTokens } from './doctor/examine-tokens.js';
import type { Finding } from './doctor/finding.js';
import { linesOfFindings } from './doctor/lines-of-findings.js';
import { readableSettings } from './doctor/readable-settings.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';
import { programVersion } from './program-version.js';
import { withEventStore } from './with-event-store.js';
import { withReadModels } from './with-read-models.js';

const STORES = 'stores';

const unreachable = (error: unknown): Finding => ({
  check: STORES,
  status: 'problem',
  detail: error instanceof Error ? error.message : String(error),
  advice: 'start them, or name them by EVENTSTORE_URL and MONGODB_URL; nothing that they know could be looked at',
});

const ofStores = async (settings: Settings | undefined): Promise<Finding[]> => {
  const program = await programVersion();
  const findings: Finding[] = [];
  try {
    await withReadModels(async (database, { eventStoreUrl }) => {
      await withEventStore(eventStoreUrl, async (events) => {
        findings.push({ check: STORES, status: 'ok', detail: 'event store and database answer' });
        findings.push(...(await examineStores({ database, events, program })));
      });
      if (settings !== undefined) findings.push(await examineTokens(database, settings));
    });
  } catch (error) {
    return [...findings, unreachable(error)];
  }
  return findings;
};

const ofSettings = async (settings: Settings | undefined): Promise<Finding[]> => {
  if (settings === undefined) return [];
  const [ofKey, ofHost] = await Promise.all([examineSigningKey(settings), examineSessionHost(settings)]);
  return [...ofKey, ofHost];
};

const dataDirOf = (): string => readSettings({ DATA_DIR: process.env['DATA_DIR'] }).DATA_DIR;

/** One look at an installation; ends with 1 where there is a problem. */
export const examine: Run = async (args) => {
  const { values } = parseArguments(args, { json: { type: 'boolean' } }, []);
  const settings = readableSettings(process.env);
  const examined = await Promise.all([
    ...[examineSettings(process.env), ofSettings(settings), ofStores(settings)],
    examineDataDirectory(dataDirOf(), new Date()),
  ]);
  const findings = examined.flat();
  await printLines(
    values.json === true ? findings.map((finding) => JSON.stringify(finding)) : linesOfFindings(findings),
  );
  if (findings.some(({ status }) => status === 'problem')) process.exitCode = 1;
};
