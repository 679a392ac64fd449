export { type UsageView } from './http/usage.dto.js';
export { usageCsv } from './http/usage-csv.js';
export { lineView } from './http/usage-views.js';
export { type Dimension, dimensions } from './ledger.js';
export { UsageQueries } from './read/usage.queries.js';
export { UsageLedgers } from './read/usage-ledgers.js';
export { usageRuns } from './read/usage-runs.projection.js';
export { UsageModule } from './usage.module.js';
export { NEWEST_RULE, usageRules } from './usage-rules.js';
