import { describe, expect, test } from 'vitest';
import { ApiError } from '../api/api-error.js';
import { refusalOf } from './refusal-of.js';

describe('what the cluster does not take', () => {
  test('waits where a quota is used up, in words that do not change with what others use', () => {
    const message =
      'pods "x" is forbidden: exceeded quota: small, requested: limits.memory=4Gi,pods=1, used: limits.memory=8Gi,pods=2, limited: limits.memory=10Gi,pods=2';
    expect(refusalOf(new ApiError(403, 'Forbidden', message))).toEqual({
      kind: 'waiting',
      detail: 'waiting for room in the quota small for limits.memory=4Gi,pods=1',
    });
  });

  test.each([
    [
      'pods "x" is forbidden: status unknown for quota: small, resources: pods',
      'waiting for the cluster to count its quota',
    ],
    [
      'pods "x" is forbidden: error looking up service account sessions/default: serviceaccount "default" not found',
      'waiting for the cluster to make the account that pods of its namespace have',
    ],
  ])('waits for what the cluster’s controllers have yet to do: %s', (message, detail) => {
    expect(refusalOf(new ApiError(403, 'Forbidden', message))).toEqual({ kind: 'waiting', detail });
  });

  test.each([
    [403, 'failed quota: small: must specify limits.memory for: main', 'POLICY_DENIED'],
    [403, 'maximum memory usage per Container is 1Gi, but limit is 2Gi', 'POLICY_DENIED'],
    [403, 'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false', 'POLICY_DENIED'],
    [400, 'admission webhook "images.example.org" denied the request: not from here', 'POLICY_DENIED'],
    [422, "ValidatingAdmissionPolicy 'digest' with binding 'digest' denied request: no digest", 'POLICY_DENIED'],
    [403, 'no PriorityClass with name gold was found', 'MISCONFIGURED'],
    [422, 'Pod "x" is invalid: spec.containers[0].image: Required value', 'MISCONFIGURED'],
  ])('is refused for good: %i %s', (status, message, reason) => {
    const refusal = refusalOf(new ApiError(status, '', message));
    expect(refusal).toMatchObject({ kind: 'final', reason, message: expect.stringContaining(message) });
  });

  test.each([
    [401, 'Unauthorized', 'the cluster does not know this system any more'],
    [
      403,
      'pods is forbidden: User "x" cannot create resource "pods" in API group "" in the namespace "sessions"',
      'the cluster does not let this system create pods',
    ],
    [404, 'namespaces "sessions" not found', 'the cluster has no namespace “sessions”'],
  ])('waits where the system itself may not, which no session can mend: %i %s', (status, message, why) => {
    const refusal = refusalOf(new ApiError(status, '', message));
    expect(refusal).toEqual({ kind: 'waiting', detail: `waiting for an administrator: ${why}` });
  });

  test.each([
    new ApiError(429, '', 'too many requests'),
    new ApiError(500, '', 'failed calling webhook'),
    new ApiError(409, 'Conflict', 'the object has been modified'),
    new TypeError('other side closed'),
  ])('is no refusal: %s', (error) => {
    expect(refusalOf(error)).toBeUndefined();
  });
});
