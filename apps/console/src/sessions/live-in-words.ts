import { counted } from '../page/counted.js';

/** What an auditor is told of a session: how many use it, and not who. */
export const liveInWords = (live: number): string =>
  live === 0 ? 'Nobody runs it' : `Run by ${counted(live, 'person', 'people')}`;
