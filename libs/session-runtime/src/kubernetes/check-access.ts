import { ApiError } from './api/api-error.js';
import type { KubernetesApi } from './api/kubernetes-api.js';

type Group = '' | 'coordination.k8s.io' | 'storage.k8s.io';

interface Right {
  readonly group: Group;
  readonly resource: string;
  readonly subresource?: string;
  readonly verbs: readonly string[];
}

/** What is needed of a cluster; docs/operations.md has it as a Role. */
export const neededRights = {
  worker: [
    { group: '', resource: 'pods', verbs: ['create', 'get', 'list', 'watch', 'patch', 'delete'] },
    { group: '', resource: 'persistentvolumeclaims', verbs: ['create', 'get', 'delete'] },
    { group: '', resource: 'secrets', verbs: ['create', 'patch', 'delete'] },
    { group: '', resource: 'events', verbs: ['list'] },
    { group: 'coordination.k8s.io', resource: 'leases', verbs: ['create', 'get', 'list', 'watch', 'update'] },
  ],
  reader: [
    { group: '', resource: 'pods', verbs: ['get'] },
    { group: '', resource: 'pods', subresource: 'log', verbs: ['get'] },
  ],
} as const satisfies Record<string, readonly Right[]>;

/** Rejects where the cluster does not know us, or does not let us do what we need; names every right that is missing. */
export const checkAccess = async (api: KubernetesApi, rights: readonly Right[]): Promise<void> => {
  const asked = rights.flatMap((right) => right.verbs.map((verb) => ({ ...right, verb })));
  const answers = await Promise.all(asked.map(async (right) => ({ right, isAllowed: await isAllowed(api, right) })));
  const missing = answers.filter((answer) => !answer.isAllowed).map(({ right }) => nameOf(right));
  if (missing.length === 0) return;
  throw new Error(
    `The cluster does not let us ${missing.join(', ')} in namespace “${api.namespace}”: have an administrator bind the Role of docs/operations.md to the account that the kubeconfig names, or set KUBERNETES_NAMESPACE.`,
  );
};

type Asked = Omit<Right, 'verbs'> & { readonly verb: string };

const nameOf = ({ verb, resource, subresource }: Asked): string =>
  `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`;

/** Asked beforehand: what is refused is told to operators, as a right that is missing. */
export async function isAllowed(
  api: KubernetesApi,
  { verb, group, resource, subresource }: Asked,
  namespace = api.namespace,
): Promise<boolean> {
  const resourceAttributes = { namespace, verb, group, resource, subresource };
  const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } };
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  try {
    const { status } = await api.json<{ status?: { allowed?: boolean } }>({ method: 'POST', path, body });
    return status?.allowed === true;
  } catch (error) {
    throw explained(error);
  }
}

function explained(error: unknown): Error {
  if (error instanceof ApiError && error.status === 401)
    return new Error(
      'The cluster does not know us: the token or certificate of the kubeconfig is wrong, or no longer valid.',
      {
        cause: error,
      },
    );
  const problem = error instanceof Error ? error.message : String(error);
  return new Error(`The cluster cannot be asked what we may do there: ${problem}. Is it the right context?`, {
    cause: error,
  });
}
