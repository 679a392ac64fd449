import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { V1Secret } from '@kubernetes/client-node';
import { until } from '../until.js';
import { AdminClient } from './admin-client.js';
import type { Kubeplane } from './kubeplane.js';

/** Where every pod has its account. */
const MOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const NAME = 'product';

/**
 * The account that the product has as a pod of the cluster: the rights of worker and reader, and a token in a file of this machine, which
 * is to have a /var/run for tests alone (test/real-node/run.sh).
 */
export class ServiceAccount {
  private readonly namespaced: string;
  private token = '';
  /** The token's, which ends with it. */
  private secret = '';

  private constructor(
    private readonly plane: Kubeplane,
    private readonly authority: Buffer,
  ) {
    this.namespaced = `/api/v1/namespaces/${plane.namespace}`;
  }

  static async mount(plane: Kubeplane): Promise<ServiceAccount> {
    const { admin, namespace } = plane;
    const authority = await readFile(join(plane.directory, 'ca.crt'));
    const account = new ServiceAccount(plane, authority);
    await admin.create(`${account.namespaced}/serviceaccounts`, { metadata: { name: NAME } });
    await admin.create(`/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/rolebindings`, {
      metadata: { name: NAME },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'standalone' },
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace }],
    });
    await mkdir(MOUNT, { recursive: true });
    await writeFile(join(MOUNT, 'ca.crt'), authority);
    await writeFile(join(MOUNT, 'namespace'), namespace);
    await account.renew();
    return account;
  }

  /** Settings of a program that finds the account, and nothing else. */
  get settings(): NodeJS.ProcessEnv {
    const { hostname, port } = new URL(this.plane.server);
    return { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port, HOME: '/nonexistent' };
  }

  /** The kubelet puts a new one into the file. */
  async renew(): Promise<void> {
    const { admin } = this.plane;
    const object = { metadata: { generateName: `${NAME}-` } };
    const { metadata } = await admin.send<V1Secret>({ method: 'POST', path: this.secrets, body: object });
    const boundObjectRef = { kind: 'Secret', apiVersion: 'v1', name: metadata?.name, uid: metadata?.uid };
    const path = `${this.namespaced}/serviceaccounts/${NAME}/token`;
    const body = { spec: { audiences: [], expirationSeconds: 3_600, boundObjectRef } };
    const { status } = await admin.send<{ status: { token: string } }>({ method: 'POST', path, body });
    [this.token, this.secret] = [status.token, metadata?.name ?? ''];
    await writeFile(join(MOUNT, 'token'), this.token);
  }

  /** As after its time; resolves once the API server refuses it, which believes a token for ten seconds. */
  async expire(): Promise<void> {
    await this.plane.admin.send({ method: 'DELETE', path: `${this.secrets}/${this.secret}` });
    const client = new AdminClient(this.plane.server, this.token, this.authority);
    await until('the token is refused', () => client.send({ path: '/api' }).then(() => false, is401), 30_000);
    client.close();
  }

  private get secrets(): string {
    return `${this.namespaced}/secrets`;
  }
}

const is401 = (error: unknown): boolean => String(error).includes(': 401 ');
