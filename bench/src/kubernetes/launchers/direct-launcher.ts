import type { V1PersistentVolumeClaim, V1Pod, V1Secret } from '@kubernetes/client-node';
import type { Kubeplane } from '../../../../test/support/kubeplane/kubeplane.js';
import type { PlanePods } from '../plane-pods.js';
import type { Launcher, Person } from './launcher.js';
import type { Usage } from './usage.js';

const IN_FLIGHT = 16;

type Copied = object & { readonly spec?: object };

interface Objects {
  readonly claim: V1PersistentVolumeClaim;
  readonly secret: V1Secret;
  readonly pod: V1Pod;
}

/** What the plane can do: the objects of our launches, written by nothing but a client. */
export class DirectLauncher implements Launcher {
  readonly name = 'a client alone';
  private count = 0;
  private readonly lanes: Promise<unknown>[] = Array.from({ length: IN_FLIGHT }, () => Promise.resolve());

  private constructor(
    private readonly plane: Kubeplane,
    private readonly pods: PlanePods,
    private readonly objects: Objects,
  ) {}

  /** Like the one launch that `by` makes for it. */
  static async like(by: Launcher, plane: Kubeplane, pods: PlanePods): Promise<DirectLauncher> {
    const [person] = await by.people(1);
    if (person === undefined) throw new Error(`${by.name} has nobody.`);
    await person.launch();
    await person.untilReady();
    const first = async <T>(resource: string): Promise<T> => {
      const { items } = await plane.admin.send<{ items: T[] }>({ path: pathOf(plane, resource) });
      return items[0] as T;
    };
    const objects: Objects = {
      claim: await first('persistentvolumeclaims'),
      secret: await first('secrets'),
      pod: await first('pods'),
    };
    await person.leave();
    return new DirectLauncher(plane, pods, objects);
  }

  people(count: number): Promise<readonly Person[]> {
    return Promise.resolve(Array.from({ length: count }, () => this.person((this.count += 1))));
  }

  /** It is this process, which does more than this. */
  usage(): Promise<Usage> {
    return Promise.resolve({ cpuMs: 0, allCpuMs: 0, rssBytes: 0, allRssBytes: 0 });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private person(index: number): Person {
    const name = `direct-${index}`;
    return {
      launch: () => this.inLane(index, () => this.create(name)),
      untilReady: () => this.pods.untilReady(name),
      leave: async () => {
        await this.plane.admin.send({ method: 'DELETE', path: `${pathOf(this.plane, 'pods')}/${name}` });
      },
    };
  }

  private inLane(index: number, work: () => Promise<string>): Promise<string> {
    const done = (this.lanes[index % IN_FLIGHT] ?? Promise.resolve()).then(work);
    this.lanes[index % IN_FLIGHT] = done;
    return done;
  }

  private async create(name: string): Promise<string> {
    const { admin } = this.plane;
    const { claim, secret, pod } = this.objects;
    await admin.create(pathOf(this.plane, 'persistentvolumeclaims'), copyOf(claim, name, { volumeName: undefined }));
    await admin.create(pathOf(this.plane, 'secrets'), copyOf(secret, name));
    const volumes = pod.spec?.volumes?.map((volume) =>
      Object.assign({}, volume, volume.persistentVolumeClaim && { persistentVolumeClaim: { claimName: name } }),
    );
    await admin.create(pathOf(this.plane, 'pods'), copyOf(pod, name, { volumes, nodeName: undefined }));
    return name;
  }
}

const pathOf = ({ namespace }: Kubeplane, resource: string): string => `/api/v1/namespaces/${namespace}/${resource}`;

/** Nobody's: whoever has launched the first one does not know of it. */
const copyOf = ({ spec, ...object }: Copied, name: string, changed: object = {}): object => ({
  ...object,
  metadata: { name },
  ...(spec && { spec: Object.assign({}, spec, changed) }),
});
