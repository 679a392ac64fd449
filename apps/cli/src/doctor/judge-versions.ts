import type { Finding } from './finding.js';
import { workersOfOthers } from './workers-of-others.js';

export interface VersionsSeen {
  /** This program's. */
  readonly program: string;
  readonly node: string;
  readonly database: string;
  /** Of this version's workers. */
  readonly projectorLease: string;
  /** Those leases whose holders live. */
  readonly heldLeases: readonly string[];
}

/** Ours, the database's, and whether a worker of another version feeds its own read models beside ours. */
export const judgeVersions = ({ program, node, database, projectorLease, heldLeases }: VersionsSeen): Finding[] => {
  const detail = `this program ${program} on Node ${node}, database ${database}`;
  const own: Finding = { check: 'versions', status: 'ok', detail };
  const others = workersOfOthers(projectorLease, heldLeases);
  if (others.length === 0) return [own];
  return [
    own,
    {
      check: 'versions of workers',
      status: 'warning',
      detail: `a worker of another version feeds read models of its own (${others.join(', ')})`,
      advice: heldLeases.includes(projectorLease)
        ? 'during a rollout this is as it should be; else end the older worker, or use the newer program'
        : 'before a rollout this is as it should be; else start a worker of this version, or use the program of that one',
    },
  ];
};
