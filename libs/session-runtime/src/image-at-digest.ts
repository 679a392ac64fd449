import type { RunSpec } from './session-runtime.js';

/** At its digest where it is known: the tag may name another image tomorrow. */
export function imageAtDigest({ reference, digest }: RunSpec['image']): string {
  if (digest === undefined || reference.includes('@')) return reference;
  return `${reference.replace(/:[^:/]*$/, '')}@${digest}`;
}
