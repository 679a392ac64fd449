import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Endpoint } from '../session-runtime-reader.js';

/** Jupyter's messaging protocol 5.3, as JSON over a WebSocket: the parts that are read here. */
interface KernelMessage {
  readonly parent_header: { readonly msg_id?: string };
  readonly msg_type: string;
  readonly content: { readonly text?: string; readonly execution_state?: string; readonly evalue?: string };
}

/** Starts a kernel, runs the code in it and returns what it printed. Rejects with the message of its exception. */
export async function runInKernel({ origin, headers }: Endpoint, code: string): Promise<string> {
  const started = await fetch(`${origin}/api/kernels`, { method: 'POST', headers, body: '{"name": "python3"}' });
  if (!started.ok) throw new Error(`No kernel: ${started.status} ${await started.text()}`);
  const { id } = (await started.json()) as { id: string };
  // As a browser behind the gateway: the origin is not the server's own host.
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/kernels/${id}/channels`, {
    headers: { ...headers, origin: 'http://launch.localhost:8080' },
  });
  try {
    await once(socket, 'open');
    const done = output(socket, 'execute');
    socket.send(JSON.stringify(executeRequest(code)));
    return await done;
  } finally {
    socket.terminate();
  }
}

function executeRequest(code: string) {
  return {
    header: { msg_id: 'execute', msg_type: 'execute_request', session: randomUUID(), username: '', version: '5.3' },
    parent_header: {},
    metadata: {},
    content: { code, silent: false, store_history: false, user_expressions: {}, allow_stdin: false },
    channel: 'shell',
  };
}

async function output(socket: WebSocket, id: string): Promise<string> {
  let printed = '';
  return new Promise((resolve, reject) => {
    socket.once('close', () => reject(new Error('The kernel closed the connection.')));
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as KernelMessage;
      if (message.parent_header.msg_id !== id) return;
      if (message.msg_type === 'stream') printed += message.content.text ?? '';
      if (message.msg_type === 'error') reject(new Error(message.content.evalue));
      if (message.msg_type === 'status' && message.content.execution_state === 'idle') resolve(printed);
    });
  });
}
