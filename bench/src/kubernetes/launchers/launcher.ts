import type { Usage } from './usage.js';

/** One of those that are measured beside each other on one plane, and who uses it. */
export interface Launcher {
  readonly name: string;
  /** So many more who have not launched anything yet, and who look on. */
  people(count: number): Promise<readonly Person[]>;
  usage(): Promise<Usage>;
  close(): Promise<void>;
}

/** Somebody with one session, as their browser does it. */
export interface Person {
  /** Resolves when it is accepted, with the key of its pod (`PlanePods`). */
  launch(): Promise<string>;
  /** Resolves when they see that they may enter, with that time. Rejects where it failed. */
  untilReady(): Promise<number>;
  /** Resolves when it is accepted that its pod ends. */
  leave(): Promise<void>;
}
