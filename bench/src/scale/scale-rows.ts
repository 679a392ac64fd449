import { historyPage } from './history-page.js';
import { launchCosts } from './launch-costs.js';
import { liveFeeds } from './live-feeds.js';
import { oneClick } from './one-click.js';
import { policyStart } from './policy-start.js';
import { projectExport } from './project-export.js';
import { manySessions } from './project-sessions.js';
import { rebuild } from './rebuild.js';
import { replicaLag } from './replica-lag.js';
import { restingLaunches } from './resting-launches.js';
import type { ScaleRow } from './scale-row.js';
import { stopBehindWaiting } from './stop-behind-waiting.js';
import { usageLedger } from './usage-ledger.js';

/** The rows of `npm run bench -- --scale`, by the name that `--only` takes. */
export const scaleRows: Readonly<Record<string, ScaleRow>> = {
  'history-page': historyPage,
  export: projectExport,
  'live-feeds': liveFeeds,
  sessions: manySessions,
  'one-click': oneClick,
  launches: launchCosts,
  stop: stopBehindWaiting,
  resting: restingLaunches,
  'replica-lag': replicaLag,
  'policy-start': policyStart,
  rebuild,
  'usage-ledger': usageLedger,
};
