import { describe, expect, test } from 'vitest';
import { registryFailure } from './registry-failure.js';

describe('an image that its registry does not give', () => {
  test.each([
    ['quay.io/x/y:1', 'IMAGE_ACCESS_DENIED', 'its registry, quay.io, does not give it to everybody.'],
    ['localhost:5000/x@sha256:0', 'REGISTRY_UNREACHABLE', 'its registry, localhost, does not answer as it should.'],
    ['ghcr.io/x:1', 'IMAGE_NOT_FOUND', 'its registry, ghcr.io, has no such image.'],
  ] as const)('%s: %s', (reference, reason, meaning) => {
    expect(registryFailure(reference, reason)).toBe(`${reference} could not be pulled: ${meaning}`);
  });

  test.each(['NO_SPACE', 'PLATFORM_MISMATCH', 'BAD_IMAGE'] as const)('is not meant by %s', (reason) => {
    expect(registryFailure('quay.io/x:1', reason)).toBeUndefined();
  });
});
