import { createServer, type RequestListener, type Server } from 'node:http';
import type { V1Container, V1Pod, V1Secret } from '@kubernetes/client-node';
import type { AdminClient, AdminEvent } from './admin-client.js';
import { images } from './stages.js';

interface Address {
  readonly server: Server;
  /** By the pods' uids: a fake kubelet that was killed may give an address twice. */
  readonly tokens: Map<string, Promise<string>>;
}

/**
 * Answers at the address of each pod as its server would: to who has the token that its Secret holds. The pod is made Ready
 * once it does, as the kubelet's probe sees it.
 */
export class PodAnswers {
  private readonly addresses = new Map<string, Address>();
  /** The addresses of pods, by their uids. */
  private readonly answering = new Map<string, string>();

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
    for (const { server } of this.addresses.values()) server.close().closeAllConnections();
  }

  private hear({ type, object: pod }: AdminEvent<V1Pod>): void {
    const uid = pod.metadata?.uid ?? '';
    if (type === 'DELETED' || hasEnded(pod)) this.leave(uid);
    else if (!this.answering.has(uid) && isMeantToAnswer(pod)) this.answerFor(pod, uid);
  }

  private leave(uid: string): void {
    const host = this.answering.get(uid) ?? '';
    const address = this.addresses.get(host);
    address?.tokens.delete(uid);
    if (address?.tokens.size !== 0) return;
    address.server.close().closeAllConnections();
    this.addresses.delete(host);
  }

  private answerFor(pod: V1Pod, uid: string): void {
    const host = pod.status?.podIP ?? '';
    for (const main of (pod.spec?.containers ?? []).filter(({ name }) => name === 'main')) {
      const token = this.tokenOf(main);
      token.catch(() => undefined);
      const { server, tokens } = this.addressOf(host, portOf(main));
      this.answering.set(uid, host);
      tokens.set(uid, token);
      if (server.listening) void this.makeReady(pod);
      else server.once('listening', () => void this.makeReady(pod));
    }
  }

  private addressOf(host: string, port: number | undefined): Address {
    const known = this.addresses.get(host);
    if (known !== undefined) return known;
    const tokens: Address['tokens'] = new Map();
    const address = { server: createServer(answerWith(tokens)), tokens };
    this.addresses.set(host, address);
    address.server.listen(port, host);
    return address;
  }

  private async tokenOf({ env = [] }: V1Container): Promise<string> {
    const [from] = env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []);
    const path = `/api/v1/namespaces/${this.namespace}/secrets/${from?.name ?? ''}`;
    const { data } = await this.admin.sendSurely<V1Secret>({ path });
    return Buffer.from(data?.[from?.key ?? ''] ?? '', 'base64').toString();
  }

  private async makeReady({ metadata, status }: V1Pod): Promise<void> {
    const containerStatuses = status?.containerStatuses?.map((each) =>
      Object.assign(each, { ready: true, started: true }),
    );
    const path = `/api/v1/namespaces/${this.namespace}/pods/${metadata?.name ?? ''}/status`;
    const contentType = 'application/merge-patch+json';
    const ready = { method: 'PATCH', path, body: { status: { containerStatuses } }, contentType };
    // It may be gone already.
    await this.admin.sendSurely(ready).catch(() => undefined);
  }
}

const portOf = ({ ports = [] }: V1Container): number | undefined => ports[0]?.containerPort;

const hasEnded = ({ status }: V1Pod): boolean => ['Failed', 'Succeeded'].includes(status?.phase ?? '');

const isMeantToAnswer = ({ spec, status }: V1Pod): boolean =>
  status?.podIP !== undefined &&
  spec?.containers[0]?.image !== images.neverReady &&
  status.containerStatuses?.every(({ state }) => state?.running) === true;

/** Of a pod that went unseen nobody knows the token any more: others at its address answer all the same. */
const answerWith =
  (tokens: ReadonlyMap<string, Promise<string>>): RequestListener =>
  (request, response) => {
    void Promise.allSettled(tokens.values()).then((settled) => {
      const known = settled.flatMap((token) => (token.status === 'fulfilled' ? [`token ${token.value}`] : []));
      const isKnown = known.includes(request.headers.authorization ?? '');
      response.writeHead(isKnown ? 200 : 403).end(isKnown ? 'A session.' : 'No.');
    });
  };
