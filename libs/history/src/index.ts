export { HistoryModule } from './history.module.js';
export { historyEntryView } from './http/history.dto.js';
export { LogHub } from './live/log-hub.js';
export { type FeedEnd, type FeedEvent, ProjectFeed } from './live/project-feed.js';
export { listedTypes, visibleData } from './read/audience.js';
export { HistoryQueries } from './read/history.queries.js';
export type { HistoryEntry } from './read/history-entry.js';
export { projectHistory } from './read/project-history.projection.js';
