import { headersOf } from '../session-headers.js';

export interface Server {
  readonly port: number;
  readonly frontEnd: 'jupyter' | 'http';
  readonly token: string;
}

/** Whether it serves now: a Jupyter server lets us in, another one answers whatever it likes. */
export async function answers({ port, ...server }: Server): Promise<boolean> {
  const isJupyter = server.frontEnd === 'jupyter';
  try {
    const response = await fetch(`http://127.0.0.1:${port}${isJupyter ? '/api/status' : '/'}`, {
      headers: headersOf(server),
      redirect: 'manual',
      signal: AbortSignal.timeout(5_000),
    });
    await response.body?.cancel();
    return isJupyter ? response.ok : true;
  } catch {
    return false;
  }
}
