import { describe, expect, test } from 'vitest';
import { accessProblem } from './access-problem.js';
import { ApiError } from './api-error.js';

const rbac = 'is forbidden: User "system:serviceaccount:renku:worker" cannot';
const inSessions = 'in API group "" in the namespace "sessions"';

describe('what the system itself may not', () => {
  test.each([
    [401, 'Unauthorized', 'unknown to the cluster', /token or certificate/],
    [
      403,
      `pods ${rbac} create resource "pods" ${inSessions}`,
      'may not create pods',
      /Role of docs\/operations.md.*worker/,
    ],
    [403, `pods "session-a" ${rbac} get resource "pods/log" ${inSessions}`, 'may not get pods/log', /Role/],
    [
      403,
      `leases.coordination.k8s.io "e" ${rbac} update resource "leases" in API group "coordination.k8s.io" in the namespace "s"`,
      'may not update leases.coordination.k8s.io',
      /Role/,
    ],
    [403, `pods ${rbac} list resource "pods" ${inSessions}: RBAC: role "x" not found`, 'may not list pods', /Role/],
    [404, 'namespaces "sessions" not found', 'namespace “sessions” is not there', /KUBERNETES_NAMESPACE/],
    [
      403,
      'pods "a" is forbidden: unable to create new content in namespace sessions because it is being terminated',
      'namespace “sessions” is not there',
      /KUBERNETES_NAMESPACE/,
    ],
  ])('is told by its name, with what to do: %i %s', (status, message, name, advice) => {
    const problem = accessProblem(new ApiError(status, '', message));
    expect(problem).toMatchObject({
      name,
      advice: expect.stringMatching(advice),
      detail: expect.stringMatching(/cluster/),
    });
  });

  test.each([
    [403, 'pods "a" is forbidden: exceeded quota: small, requested: pods=1, used: pods=2, limited: pods=2'],
    [403, 'pods "a" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false'],
    [
      403,
      'admission webhook "x.example.org" denied the request: User "y" cannot create resource "pods" in API group ""',
    ],
    [403, 'pods "a" is forbidden: no PriorityClass with name gold was found'],
    [404, 'pods "a" not found'],
    [500, 'Unauthorized'],
  ])('is not what a session may not: %i %s', (status, message) => {
    expect(accessProblem(new ApiError(status, '', message))).toBeUndefined();
    expect(accessProblem(new Error(message))).toBeUndefined();
  });
});
