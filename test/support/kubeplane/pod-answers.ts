import { createServer, type RequestListener, type Server } from 'node:http';
import type { V1Container, V1Pod, V1Secret } from '@kubernetes/client-node';
import type { AdminClient, AdminEvent } from './admin-client.js';
import { images } from './stages.js';

/**
 * Answers at the address of each pod as its server would: to who has the token that its Secret holds. The pod is made Ready
 * once it does, as the kubelet's probe sees it.
 */
export class PodAnswers {
  private readonly servers = new Map<string, Server>();

  private constructor(
    private readonly admin: AdminClient,
    private readonly namespace: string,
  ) {}

  static async start(admin: AdminClient, namespace: string): Promise<PodAnswers> {
    const answers = new PodAnswers(admin, namespace);
    await admin.watch<V1Pod>(`/api/v1/namespaces/${namespace}/pods`, (event) => answers.hear(event));
    return answers;
  }

  close(): void {
    for (const server of this.servers.values()) server.close().closeAllConnections();
  }

  private hear({ type, object: pod }: AdminEvent<V1Pod>): void {
    const uid = pod.metadata?.uid ?? '';
    if (type === 'DELETED' || hasEnded(pod)) this.servers.get(uid)?.close().closeAllConnections();
    else if (!this.servers.has(uid) && isMeantToAnswer(pod)) this.answerFor(pod);
  }

  private answerFor(pod: V1Pod): void {
    for (const main of pod.spec?.containers ?? []) {
      const token = this.tokenOf(main);
      token.catch(() => undefined);
      const server = createServer(answerWith(token));
      this.servers.set(pod.metadata?.uid ?? '', server);
      server.listen(portOf(main), pod.status?.podIP, () => void this.makeReady(pod));
    }
  }

  private async tokenOf({ env = [] }: V1Container): Promise<string> {
    const [from] = env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []);
    const path = `/api/v1/namespaces/${this.namespace}/secrets/${from?.name ?? ''}`;
    const { data } = await this.admin.send<V1Secret>({ path });
    return Buffer.from(data?.[from?.key ?? ''] ?? '', 'base64').toString();
  }

  private async makeReady({ metadata, status }: V1Pod): Promise<void> {
    const containerStatuses = status?.containerStatuses?.map((each) =>
      Object.assign(each, { ready: true, started: true }),
    );
    const path = `/api/v1/namespaces/${this.namespace}/pods/${metadata?.name ?? ''}/status`;
    // It may be gone already.
    await this.admin.merge(path, { status: { containerStatuses } }).catch(() => undefined);
  }
}

const portOf = ({ ports = [] }: V1Container): number | undefined => ports[0]?.containerPort;

const hasEnded = ({ status }: V1Pod): boolean => ['Failed', 'Succeeded'].includes(status?.phase ?? '');

const isMeantToAnswer = ({ spec, status }: V1Pod): boolean =>
  status?.podIP !== undefined &&
  spec?.containers[0]?.image !== images.neverReady &&
  status.containerStatuses?.every(({ state }) => state?.running) === true;

const answerWith =
  (token: Promise<string>): RequestListener =>
  (request, response) => {
    void token.then(
      (expected) => {
        const isKnown = request.headers.authorization === `token ${expected}`;
        response.writeHead(isKnown ? 200 : 403).end(isKnown ? 'A session.' : 'No.');
      },
      () => response.writeHead(500).end(),
    );
  };
