import type { FailureReason } from './failure-reason.js';

/** Words of Docker, Podman, containerd and registries, from what says most to what says least. */
const causes: readonly (readonly [RegExp, FailureReason])[] = [
  [/no space left|disk quota/i, 'NO_SPACE'],
  [
    /no match for platform|no (matching manifest|image found in (manifest list|image index)) for|does not match the (specified|detected) .*platform|exec format/i,
    'PLATFORM_MISMATCH',
  ],
  [
    /denied|unauthorized|authentication required|authorization failed|forbidden|status:? 40[13]/i,
    'IMAGE_ACCESS_DENIED',
  ],
  [/manifest unknown|name unknown|not found|status:? 404/i, 'IMAGE_NOT_FOUND'],
  [
    /connection re(fused|set)|no such host|timeout|timed out|deadline exceeded|unreachable|tls|x509|certificate|EOF|pinging container registry|too ?many ?requests|status:? (429|5\d\d)|(get|head) "?https?:/i,
    'REGISTRY_UNREACHABLE',
  ],
];

/** Why an image did not come, from what an engine said; undefined for words that are not known. */
export const pullCause = (said: string): FailureReason | undefined =>
  causes.find(([pattern]) => pattern.test(said))?.[1];
