import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type BrowserResponse, browserRequest } from '../../../test/support/browser-request.js';

/** Of a kernel, to take a connection and to answer over it. */
const PATIENCE_MS = 60_000;

/** A browser at a session's own origin. */
export class OpenSession {
  private constructor(
    private readonly origin: URL,
    private readonly cookie: string,
    readonly landingPath: string,
  ) {}

  /** Redeems the one-time ticket. */
  static async enter(ticketUrl: string): Promise<OpenSession> {
    const { status, cookie, location, body } = await browserRequest(ticketUrl);
    if (status !== 302 || cookie === undefined) throw new Error(`the ticket was refused: ${status} ${body}`);
    return new OpenSession(new URL(ticketUrl), cookie, location ?? '/');
  }

  fetch(method: string, path: string, body?: string): Promise<BrowserResponse> {
    const { href, origin } = new URL(path, this.origin);
    return browserRequest(href, this.cookie, {
      method,
      headers: { Origin: origin, 'X-Requested-With': 'file-view' },
      body,
    });
  }

  /** Runs code in a kernel over a WebSocket through the gateway; what it printed. */
  async run(code: string): Promise<string> {
    const started = await this.fetch('POST', '/api/kernels', '{"name": "python3"}');
    if (started.status !== 201) throw new Error(`no kernel: ${started.status} ${started.body}`);
    const { id } = JSON.parse(started.body) as { id: string };
    const socket = new WebSocket(`ws://127.0.0.1:${this.origin.port}/api/kernels/${id}/channels`, {
      headers: { Host: this.origin.host, Cookie: this.cookie, Origin: this.origin.origin },
      handshakeTimeout: PATIENCE_MS,
    });
    try {
      await once(socket, 'open');
      return await printed(socket, code);
    } finally {
      socket.terminate();
    }
  }
}

interface KernelMessage {
  readonly parent_header: { readonly msg_id?: string };
  readonly msg_type: string;
  readonly content: { readonly text?: string; readonly execution_state?: string };
}

/** Jupyter's messaging protocol 5.3, the part that is needed. */
const printed = (socket: WebSocket, code: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = '';
    const late = (): void => reject(new Error(`the kernel printed “${output}” and was not idle after a minute`));
    setTimeout(late, PATIENCE_MS).unref();
    socket.once('close', () => reject(new Error('the kernel closed the connection')));
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as KernelMessage;
      if (message.parent_header.msg_id !== 'story') return;
      if (message.msg_type === 'stream') output += message.content.text ?? '';
      if (message.msg_type === 'status' && message.content.execution_state === 'idle') resolve(output);
    });
    const header = {
      msg_id: 'story',
      msg_type: 'execute_request',
      session: randomUUID(),
      username: '',
      version: '5.3',
    };
    const content = { code, silent: false, store_history: false, user_expressions: {}, allow_stdin: false };
    socket.send(JSON.stringify({ header, parent_header: {}, metadata: {}, content, channel: 'shell' }));
  });
