import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';

interface Sent {
  readonly body?: object;
  readonly minPosition?: string;
  readonly ifMatch?: string;
}

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A client with few costs of its own: connections that are kept, answers that are read whole. */
export class Requests {
  private readonly agent: Agent;
  private readonly url: URL;

  constructor(
    url: string,
    private readonly token: string,
    connections: number,
    private readonly prefix = '/api/v1',
  ) {
    this.url = new URL(url);
    this.agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  }

  /** Rejects unless the answer is 2xx. */
  send(method: string, path: string, { body, minPosition, ifMatch }: Sent = {}): Promise<Received> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      Authorization: `Bearer ${this.token}`,
      ...(text === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
      ...(minPosition === undefined ? {} : { 'Min-Position': minPosition }),
      ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
    };
    const { hostname: host, port } = this.url;
    return new Promise((resolve, reject) => {
      const sent = request(
        { host, port, method, path: `${this.prefix}${path}`, agent: this.agent, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const answer = Buffer.concat(chunks).toString();
            if (response.statusCode === undefined || response.statusCode >= 300)
              reject(new Error(`${method} ${path}: ${response.statusCode ?? '–'} ${answer}`));
            else resolve({ headers: response.headers, body: answer === '' ? undefined : JSON.parse(answer) });
          });
        },
      );
      sent.on('error', reject);
      sent.end(text);
    });
  }

  /** Of an answer that goes on. Rejects unless it is 2xx. */
  async *lines(path: string): AsyncIterable<string> {
    const { hostname: host, port } = this.url;
    const headers = { Authorization: `Bearer ${this.token}` };
    const sent = request({ host, port, path: `${this.prefix}${path}`, agent: this.agent, headers }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    if (answer.statusCode !== 200) throw new Error(`GET ${path}: ${answer.statusCode ?? '–'}`);
    yield* createInterface({ input: answer });
  }

  close(): void {
    this.agent.destroy();
  }
}
