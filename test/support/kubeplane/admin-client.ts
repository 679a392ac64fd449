import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

const RETRY_MS = 50;

export interface AdminRequest {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
}

export interface AdminEvent<T> {
  readonly type: string;
  readonly object: T;
}

/** The API server as its administrator sees it: what tests do past the driver. */
export class AdminClient {
  private readonly agent: Agent;
  private isClosed = false;

  constructor(
    private readonly server: string,
    private readonly token: string,
    authority: Buffer,
  ) {
    this.agent = new Agent({ ca: authority, keepAlive: true, maxSockets: 64 });
  }

  /** What is answered is of the kind that was asked for. */
  async send<T>({ method = 'GET', path, body, contentType = 'application/json' }: AdminRequest): Promise<T> {
    const answer = await this.open({ method, path, body, contentType });
    const said = await text(answer);
    if ((answer.statusCode ?? 500) >= 400) throw new Error(`${method} ${path}: ${answer.statusCode ?? ''} ${said}`);
    return JSON.parse(said) as T;
  }

  /** Undefined where there is none. */
  async find<T>(path: string): Promise<T | undefined> {
    try {
      return await this.send<T>({ path });
    } catch (error) {
      if (String(error).includes(': 404 ')) return undefined;
      throw error;
    }
  }

  /** Those at the path that carry the labels. */
  async labelled<T>(path: string, labels: string): Promise<T[]> {
    const { items } = await this.send<{ items: T[] }>({ path: `${path}?labelSelector=${encodeURIComponent(labels)}` });
    return items;
  }

  /** As `send`, again until the server has decided: it may be away. */
  async sendSurely<T>(request: AdminRequest): Promise<T> {
    for (;;) {
      try {
        return await this.send<T>(request);
      } catch (error) {
        if (this.isClosed || isDecided(error)) throw error;
        await delay(RETRY_MS);
      }
    }
  }

  async create(path: string, body: unknown): Promise<void> {
    await this.send({ method: 'POST', path, body });
  }

  async merge(path: string, body: unknown): Promise<void> {
    await this.send({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' });
  }

  /**
   * Tells of what exists and of each change, until it is closed; from the beginning again where the server was away or has cut off
   * who reads too slowly, of which `onBeginning` tells: what was deleted meanwhile is not told.
   */
  async watch<T>(
    path: string,
    onEvent: (event: AdminEvent<T>) => void,
    onBeginning: () => void = () => undefined,
  ): Promise<void> {
    const answer = await this.open({ path: `${path}${path.includes('?') ? '&' : '?'}watch=true` });
    if (answer.statusCode !== 200) throw new Error(`watch ${path}: ${answer.statusCode ?? ''} ${await text(answer)}`);
    onBeginning();
    const lines = createInterface({ input: answer });
    lines.on('error', () => undefined);
    lines.on('line', (line) => onEvent(JSON.parse(line) as AdminEvent<T>));
    answer.once('close', () => void this.watchAgain(path, onEvent, onBeginning));
  }

  private async watchAgain<T>(
    path: string,
    onEvent: (event: AdminEvent<T>) => void,
    onBeginning: () => void,
  ): Promise<void> {
    while (!this.isClosed) {
      try {
        return await this.watch(path, onEvent, onBeginning);
      } catch {
        await delay(RETRY_MS);
      }
    }
  }

  close(): void {
    this.isClosed = true;
    this.agent.destroy();
  }

  private async open({ method = 'GET', path, body, contentType }: AdminRequest): Promise<IncomingMessage> {
    const headers = { authorization: `Bearer ${this.token}`, ...(contentType && { 'content-type': contentType }) };
    const sent = request(`${this.server}${path}`, { method, headers, agent: this.agent });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    // Cut off, it ends.
    answer.on('error', () => undefined);
    return answer;
  }
}

/** The same request would be answered the same. */
const isDecided = (error: unknown): boolean => /: (400|404|409|422) /.test(String(error));
