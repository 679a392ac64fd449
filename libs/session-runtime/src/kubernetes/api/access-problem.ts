import type { RuntimeProblem } from '../../runtime-problems.js';
import { ApiError } from './api-error.js';

const forbidden =
  /^\S+(?: "[^"]*")? is forbidden: User "([^"]*)" cannot (\w+) resource "([^"]+)" in API group "([^"]*)"/;
const namespaceGone = /^namespaces "([^"]+)" not found|unable to create new content in namespace (\S+) because/;

/** What the cluster refuses to this system, whatever is asked for; undefined for what it refuses to what is asked for. */
export const accessProblem = (error: unknown): RuntimeProblem | undefined => {
  if (!(error instanceof ApiError)) return undefined;
  const { status, message } = error;
  if (status === 401) return unknownHere;
  if (status === 403) return missingRight(message) ?? missingNamespace(message);
  return status === 404 ? missingNamespace(message) : undefined;
};

const unknownHere: RuntimeProblem = {
  name: 'unknown to the cluster',
  detail: 'the cluster does not know this system any more',
  advice:
    'renew the token or certificate of the kubeconfig and start again; a pod’s own token is read anew each minute: see that it is still mounted',
};

function missingRight(message: string): RuntimeProblem | undefined {
  const [, user, verb, resource, group] = forbidden.exec(message) ?? [];
  if (user === undefined || verb === undefined || resource === undefined) return undefined;
  const right = `${verb} ${resource}${group ? `.${group}` : ''}`;
  return {
    name: `may not ${right}`,
    detail: `the cluster does not let this system ${right}`,
    advice: `bind the Role of docs/operations.md to the account “${user}”`,
  };
}

function missingNamespace(message: string): RuntimeProblem | undefined {
  const [, absent, ending] = namespaceGone.exec(message) ?? [];
  const namespace = absent ?? ending;
  if (namespace === undefined) return undefined;
  return {
    name: `namespace “${namespace}” is not there`,
    detail: `the cluster has no namespace “${namespace}”`,
    advice: 'create it, or set KUBERNETES_NAMESPACE to where sessions are to be',
  };
}
