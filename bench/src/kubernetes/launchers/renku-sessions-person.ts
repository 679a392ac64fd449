import { io, type Socket } from 'socket.io-client';
import { Requests } from '../../requests.js';
import type { Person } from './launcher.js';

const SUBSCRIBE_MS = 20_000;

interface LiveEvent {
  readonly type: string;
  readonly data: unknown;
}

/** With a socket of their own, on which they hear of their launch. */
export class RenkuSessionsPerson implements Person {
  private readonly ready: Promise<number>;
  private launchId = '';

  private constructor(
    private readonly requests: Requests,
    private readonly socket: Socket,
    private readonly projectId: string,
  ) {
    this.ready = new Promise((resolve, reject) => {
      socket.on('event', ({ type, data }: LiveEvent) => {
        if (type === 'SessionStarted') resolve(performance.now());
        if (type === 'SessionFailed') reject(new Error(`A launch failed: ${JSON.stringify(data)}`));
      });
    });
    this.ready.catch(() => undefined);
  }

  static async connect(url: string, token: string, projectId: string): Promise<RenkuSessionsPerson> {
    const socket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true });
    const person = new RenkuSessionsPerson(new Requests(url, token, 1), socket, projectId);
    const listening = socket.timeout(SUBSCRIBE_MS);
    const answer = (await listening.emitWithAck('subscribe', { project: projectId })) as { ok: boolean };
    if (answer.ok) return person;
    throw new Error(`cannot listen: ${JSON.stringify(answer)}`);
  }

  async launch(): Promise<string> {
    const { body } = await this.requests.send('POST', `/projects/${this.projectId}/launch`);
    this.launchId = (body as { launchId: string }).launchId;
    return this.launchId;
  }

  untilReady(): Promise<number> {
    return this.ready;
  }

  async leave(): Promise<void> {
    await this.requests.send('POST', `/launches/${this.launchId}/stop`, { body: { discard: true } });
    this.requests.close();
    this.socket.close();
  }
}
