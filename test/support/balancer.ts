import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** As a load balancer does: one address for several; new connections go to them in turn, past those that refuse them. */
export class Balancer {
  private readonly open = new Set<Socket>();
  private turn = 0;

  private constructor(
    private readonly server: Server,
    private readonly targets: readonly URL[],
  ) {
    server.on('connection', (client: Socket) => {
      this.keep(client);
      this.turn = (this.turn + 1) % this.targets.length;
      this.forward(client, [...this.targets.slice(this.turn), ...this.targets.slice(0, this.turn)]);
    });
  }

  /** On this port, or on any free one. */
  static async before(urls: readonly string[], port = 0): Promise<Balancer> {
    const balancer = new Balancer(
      createServer(),
      urls.map((url) => new URL(url)),
    );
    balancer.server.listen(port, '127.0.0.1');
    await once(balancer.server, 'listening');
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private forward(client: Socket, [target, ...others]: readonly URL[]): void {
    if (target === undefined) return void client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    this.keep(upstream);
    const tryNext = (): void => this.forward(client, others);
    upstream.once('error', tryNext);
    upstream.once('connect', () => {
      upstream.off('error', tryNext);
      client.pipe(upstream).pipe(client);
      upstream.once('close', () => client.destroy());
      client.once('close', () => upstream.destroy());
    });
  }

  private keep(socket: Socket): void {
    this.open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.open.delete(socket));
  }
}
