import type { V1Pod } from '@kubernetes/client-node';
import { until } from '../until.js';
import type { AdminClient } from './admin-client.js';

const POLICIES = '/apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicies';
const BINDINGS = '/apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicybindings';
const NAME = 'start-again';

/** A rule of the cluster by which pods with this command start again whenever they end, whatever whoever made them asked for. */
export const startAgain = async (admin: AdminClient, namespace: string, command: string): Promise<void> => {
  await admin.create(POLICIES, policyFor(command));
  await admin.create(BINDINGS, { metadata: { name: NAME }, spec: { policyName: NAME } });
  await until('the rule counts', async () => {
    const path = `/api/v1/namespaces/${namespace}/pods?dryRun=All`;
    const pod = await admin.send<V1Pod>({ method: 'POST', path, body: podWith(command) });
    return pod.spec?.restartPolicy === 'Always';
  });
};

const policyFor = (command: string): object => ({
  metadata: { name: NAME },
  spec: {
    failurePolicy: 'Fail',
    reinvocationPolicy: 'Never',
    matchConstraints: {
      resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
    },
    matchConditions: [
      { name: 'command', expression: `object.spec.containers[0].?command.orValue([]) == ['${command}']` },
    ],
    mutations: [
      {
        patchType: 'ApplyConfiguration',
        applyConfiguration: { expression: 'Object{spec: Object.spec{restartPolicy: "Always"}}' },
      },
    ],
  },
});

/** Passes what is asked of pods there. */
const podWith = (command: string): object => ({
  metadata: { name: NAME },
  spec: {
    restartPolicy: 'Never',
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        ...{ name: 'main', image: 'registry.example.org/any:1', command: [command] },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
});
