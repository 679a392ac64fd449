import { describe, expect, test } from 'vitest';
import { pullFailure } from './pull-failure.js';

describe('a pull that failed', () => {
  test.each([
    ['reading manifest 1 in h/nope: manifest unknown: manifest unknown', 'IMAGE_NOT_FOUND'],
    ['manifest for alpine:nope not found: manifest unknown: manifest unknown', 'IMAGE_NOT_FOUND'],
    ['reading manifest sha256:0 in h/x: name unknown: repository name not known to registry', 'IMAGE_NOT_FOUND'],
    ['pull access denied for x, repository does not exist or may require docker login', 'IMAGE_ACCESS_DENIED'],
    [
      'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required',
      'IMAGE_ACCESS_DENIED',
    ],
    [
      'pinging container registry h: Get "https://h/v2/": dial tcp: connect: connection refused',
      'REGISTRY_UNREACHABLE',
    ],
    ['Get "https://h/v2/": dial tcp: lookup h: no such host', 'REGISTRY_UNREACHABLE'],
    ['received unexpected HTTP status: 503 Service Unavailable', 'REGISTRY_UNREACHABLE'],
    ['toomanyrequests: You have reached your pull rate limit', 'REGISTRY_UNREACHABLE'],
    ['writing blob: write /var/lib/x: no space left on device', 'NO_SPACE'],
    ['no matching manifest for linux/arm64/v8 in the manifest list entries', 'PLATFORM_MISMATCH'],
    ['no image found in manifest list for architecture arm64, variant "v8", OS linux', 'PLATFORM_MISMATCH'],
    ['filesystem layer verification failed', 'BAD_IMAGE'],
  ])('because: %s', (said, reason) => {
    const failure = pullFailure('h/x:1', said);
    expect(failure.reason).toBe(reason);
    expect(failure.message).toContain('h/x:1');
  });

  test.each([
    ['Get "https://h/v2/": dial tcp 10.0.0.7:443: connect: connection refused', 'REGISTRY_UNREACHABLE'],
    ['Get "http://h/v2/": malformed HTTP response "SSH-2.0-OpenSSH_9.2"', 'REGISTRY_UNREACHABLE'],
    ['Get "https://h/v2/": http: server gave HTTP response to HTTPS client', 'REGISTRY_UNREACHABLE'],
    ['Get "https://h/token?account=robot&scope=x": unauthorized: bad credentials', 'IMAGE_ACCESS_DENIED'],
    ['reading manifest 1 in 10.0.0.7/x: manifest unknown', 'IMAGE_NOT_FOUND'],
  ])('tells nothing of the network that its engine is in: %s', (said, reason) => {
    const failure = pullFailure('h:5000/x:1', said);
    expect(failure.reason).toBe(reason);
    expect(failure.message).toMatch(/^h:5000\/x:1 could not be pulled: its registry, h, [a-z ]+\.$/);
  });
});
