import type { Lease } from '#libs/event-sourcing';

/** For operators: whether this process does the work, or another. */
export const leaseStateOf = (lease: Lease): string => (lease.epoch() === undefined ? 'standing by' : 'acting');
