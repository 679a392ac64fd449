import type { FailureReason } from './failure-reason.js';

const meanings: Readonly<Partial<Record<FailureReason, string>>> = {
  IMAGE_ACCESS_DENIED: 'does not give it to everybody',
  IMAGE_NOT_FOUND: 'has no such image',
  REGISTRY_UNREACHABLE: 'does not answer as it should',
};

/**
 * In our own words, which are kept for ever: what an engine says has addresses, ports and accounts of the network that it is in,
 * of which a user could learn by asking for images there. `reference` begins with the registry. Undefined for other reasons.
 */
export function registryFailure(reference: string, reason: FailureReason): string | undefined {
  const meaning = meanings[reason];
  const [host = ''] = reference.split(/[:/]/, 1);
  return meaning && `${reference} could not be pulled: its registry, ${host}, ${meaning}.`;
}
