import type { KubernetesObject } from '@kubernetes/client-node';
import type { Launch } from '#libs/launches';
import type { Kubeplane } from '../../../support/kubeplane/kubeplane.js';
import { within } from '../../../support/until.js';
import type { Verdict } from '../verdict.js';

/** What is left over is looked for once a minute. */
const SETTLE_MS = 90_000;

const kinds = ['pods', 'persistentvolumeclaims', 'secrets', 'services'] as const;
type Kind = (typeof kinds)[number];
type Objects = Readonly<Record<Kind, readonly KubernetesObject[]>>;

const ours = 'app.kubernetes.io/managed-by=renku-sessions';
const label = ({ metadata }: KubernetesObject, name: string): string =>
  metadata?.labels?.[`renku-sessions/${name}`] ?? '';

const objectsOn = async ({ admin, namespace }: Kubeplane): Promise<Objects> => {
  const lists = kinds.map(
    async (kind) =>
      [kind, await admin.labelled<KubernetesObject>(`/api/v1/namespaces/${namespace}/${kind}`, ours)] as const,
  );
  return Object.fromEntries(await Promise.all(lists)) as Record<Kind, KubernetesObject[]>;
};

interface Wanted {
  readonly needed: readonly string[];
  readonly allowed: readonly string[];
}

/** Each of what is needed is there once, and nothing that is not allowed. */
const differences = (what: string, there: readonly string[], { needed, allowed }: Wanted): string[] => [
  ...needed.flatMap((name) => {
    const count = there.filter((one) => one === name).length;
    return count === 1 ? [] : [`${name} should have one ${what} and has ${count}`];
  }),
  ...there.filter((name) => !allowed.includes(name)).map((name) => `${name} has a ${what} left over`),
];

const problemsOf = (
  { pods, persistentvolumeclaims, secrets, services }: Objects,
  launches: readonly Launch[],
): string[] => {
  const running = launches.filter(({ status }) => status === 'running');
  const runs = running.map(({ launchId, run }) => `run ${run} of ${launchId}`);
  const inUse = running.map(({ diskId }) => `disk ${diskId}`);
  const kept = launches.flatMap(({ disks }) => disks.map(({ diskId }) => `disk ${diskId}`));
  const ofDisks = (objects: readonly KubernetesObject[]): string[] =>
    objects.map((object) => `disk ${label(object, 'disk')}`);
  const podsOf = pods.map((pod) => `run ${label(pod, 'run')} of ${label(pod, 'launch')}`);
  return [
    ...differences('pod', podsOf, { needed: runs, allowed: runs }),
    ...differences('claim', ofDisks(persistentvolumeclaims), { needed: inUse, allowed: kept }),
    ...differences('Secret', ofDisks(secrets), { needed: inUse, allowed: ofDisks(persistentvolumeclaims) }),
    ...services.map(({ metadata }) => `service ${metadata?.name ?? ''} belongs to nobody`),
  ];
};

/** Every launch that the log says is running has exactly one pod, no other has one, and no object is of nobody. */
export const clusterObjects = async (plane: Kubeplane, launches: readonly Launch[]): Promise<Verdict> => {
  const look = async (): Promise<string[]> => problemsOf(await objectsOn(plane), launches);
  // what has just ended may still be leaving
  await within(SETTLE_MS, async () => (await look()).length === 0);
  const { pods, persistentvolumeclaims, secrets } = await objectsOn(plane);
  const running = launches.filter(({ status }) => status === 'running').length;
  return {
    what: `${running} of ${launches.length} launches run, each with one pod; ${pods.length} pods, ${persistentvolumeclaims.length} claims and ${secrets.length} Secrets in all, none left over`,
    problems: await look(),
  };
};
