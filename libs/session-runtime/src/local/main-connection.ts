import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessAbsent } from '../unless-absent.js';
import { readJson } from './atomic-file.js';

/** The main process's own server, as the runner and the gateway speak to it. */
export interface MainConnection {
  readonly port: number;
  readonly token: string;
}

export function originOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

export function headersOf(token: string): Record<string, string> {
  return { authorization: `token ${token}` };
}

/** Where the main process says it listens: `jpserver-<pid>.json`, which the file view writes as Jupyter does. */
export async function findPort(runtimeDirectory: string): Promise<number | undefined> {
  const names = (await unlessAbsent(readdir(runtimeDirectory))) ?? [];
  for (const name of names.filter((entry) => /^jpserver-\d+\.json$/.test(entry))) {
    // Jupyter does not write it as one step.
    const info = (await readJson(join(runtimeDirectory, name)).catch(() => undefined)) as { port?: number } | undefined;
    if (info?.port) return info.port;
  }
  return undefined;
}

/** Whether it answers an authorised GET now. */
export async function answers({ port, token }: MainConnection): Promise<boolean> {
  try {
    const response = await fetch(`${originOf(port)}/api/status`, {
      headers: headersOf(token),
      signal: AbortSignal.timeout(5_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Asks it to end as File → Shut Down does. False when it did not answer in time. */
export async function askToShutDown({ port, token }: MainConnection, timeoutMs: number): Promise<boolean> {
  try {
    const response = await fetch(`${originOf(port)}/api/shutdown`, {
      method: 'POST',
      headers: { ...headersOf(token), 'x-requested-with': 'file-view' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
