import type { FailureReason } from '../failure-reason.js';
import { registryFailure } from '../registry-failure.js';
import { RunFailure } from './run-failure.js';

/** Words of Docker, Podman and registries, from what says most to what says least. */
const causes: readonly (readonly [RegExp, FailureReason])[] = [
  [/no space left|disk quota/i, 'NO_SPACE'],
  [
    /no (matching manifest|image found in (manifest list|image index)) for|does not match the (specified|detected) .*platform/i,
    'PLATFORM_MISMATCH',
  ],
  [/denied|unauthorized|authentication required|forbidden|status:? 40[13]/i, 'IMAGE_ACCESS_DENIED'],
  [/manifest unknown|name unknown|not found|status:? 404/i, 'IMAGE_NOT_FOUND'],
  [
    /connection re(fused|set)|no such host|timeout|timed out|deadline exceeded|unreachable|tls|x509|certificate|EOF|pinging container registry|too ?many ?requests|status:? (429|5\d\d)|(get|head) "?https?:/i,
    'REGISTRY_UNREACHABLE',
  ],
];

const meanings: Readonly<Partial<Record<FailureReason, string>>> = {
  NO_SPACE: 'the disk on which images are kept is full',
  PLATFORM_MISMATCH: 'it does not exist for this machine’s kind of processor',
};

/** Why an image could not be pulled, from what the daemon said. */
export function pullFailure(reference: string, said: string): RunFailure {
  const reason = causes.find(([pattern]) => pattern.test(said))?.[1] ?? 'BAD_IMAGE';
  return new RunFailure(reason, registryFailure(reference, reason) ?? otherFailure(reference, reason, said));
}

function otherFailure(reference: string, reason: FailureReason, said: string): string {
  const meaning = meanings[reason] ?? 'it cannot be unpacked here';
  return `${reference} could not be pulled: ${meaning}. The engine says: ${said.trim().slice(0, 300)}`;
}
