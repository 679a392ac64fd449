import type { LeaseRecord } from '#libs/event-sourcing';

/** Whether somebody has held the lease between two looks at it. */
export const hasSignOfLife = (first: LeaseRecord | undefined, second: LeaseRecord | undefined): boolean =>
  second !== undefined &&
  second.owner !== '' &&
  (first?.owner !== second.owner || first.epoch !== second.epoch || first.beat !== second.beat);
