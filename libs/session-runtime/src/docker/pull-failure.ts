import type { FailureReason } from '../failure-reason.js';
import { RunFailure } from './run-failure.js';

/** Words of Docker, Podman and registries, from what says most to what says least. */
const causes: readonly (readonly [RegExp, FailureReason, string])[] = [
  [/no space left|disk quota/i, 'NO_SPACE', 'the disk on which images are kept is full'],
  [
    /no (matching manifest|image found in (manifest list|image index)) for|does not match the (specified|detected) .*platform/i,
    'PLATFORM_MISMATCH',
    'it does not exist for this machine’s kind of processor',
  ],
  [
    /denied|unauthorized|authentication required|forbidden|status:? 40[13]/i,
    'IMAGE_ACCESS_DENIED',
    'its registry does not give it to everybody',
  ],
  [/manifest unknown|name unknown|not found|status:? 404/i, 'IMAGE_NOT_FOUND', 'its registry has no such image'],
  [
    /connection re(fused|set)|no such host|timeout|timed out|deadline exceeded|unreachable|tls|x509|certificate|EOF|pinging container registry|too ?many ?requests|status:? (429|5\d\d)/i,
    'REGISTRY_UNREACHABLE',
    'its registry does not answer as it should',
  ],
];

/** Why an image could not be pulled, from what the daemon said. */
export function pullFailure(reference: string, said: string): RunFailure {
  const [, reason, meaning] = causes.find(([pattern]) => pattern.test(said)) ?? [
    undefined,
    'BAD_IMAGE' as const,
    'it cannot be unpacked here',
  ];
  return new RunFailure(
    reason,
    `${reference} could not be pulled: ${meaning}. The engine says: ${said.trim().slice(0, 300)}`,
  );
}
