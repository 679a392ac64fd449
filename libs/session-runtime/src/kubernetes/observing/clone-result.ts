import { z } from 'zod';
import type { ClonedCommit, RunWarning } from '../../session-runtime.js';
import { metadataKeys as keys } from '../objects/metadata-keys.js';
import type { ApiPod } from './api-pod.js';
import { stateOf } from './pod-containers.js';

const tokenId = z.string().optional();
const warnings = z.array(
  z.object({
    // of whichever version wrote it: the code is shown, and nothing decided by it
    code: z.string().transform((code) => code as RunWarning['code']),
    message: z.string(),
    tokenId,
  }),
);
/** What the clone container leaves as its last words. */
const cloned = z.object({
  commits: z.array(z.object({ repository: z.string(), commit: z.string(), tokenId })),
  warnings,
});

/** What a run has of its repositories, and what it lacks. */
export const cloneResult = (
  pod: ApiPod,
): { readonly commits: readonly ClonedCommit[]; readonly warnings: readonly RunWarning[] } => {
  const own = parsed(warnings, pod.metadata.annotations?.[keys.warnings]) ?? [];
  const result = parsed(cloned, stateOf(pod, 'clone')?.terminated?.message) ?? { commits: [], warnings: [] };
  return { commits: result.commits, warnings: [...own, ...result.warnings] };
};

function parsed<T>(schema: z.ZodType<T>, json: string | undefined): T | undefined {
  if (json === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined; // Cut off, or somebody else's words.
  }
}
