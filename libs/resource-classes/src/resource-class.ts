import type { Placement } from './placement.js';

/** A size that sessions can have. */
export interface ResourceClass {
  readonly resourceClassId: string;
  readonly name: string;
  /** Cores. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
  /** Graphics cards. */
  readonly gpu: number;
  /** Bytes of disk that a session of it may ask for; undefined: any. */
  readonly maxDisk?: number | undefined;
  readonly placement?: Placement | undefined;
  /** How many sessions of it may run at a time, of all users; undefined: any number. */
  readonly capacity?: number | undefined;
}

/** Those that are offered. */
export type ResourceClasses = readonly ResourceClass[];
