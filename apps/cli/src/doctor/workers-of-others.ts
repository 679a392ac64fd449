/** The leases of workers that feed other versions' read models. */
export const workersOfOthers = (projectorLease: string, heldLeases: readonly string[]): string[] =>
  heldLeases.filter((name) => name.startsWith('projector-') && name !== projectorLease);
