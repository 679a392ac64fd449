import { lstat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import { isCode } from '../is-code.js';
import { dockerAddresses } from './docker-addresses.js';

type Environment = Readonly<Record<string, string | undefined>>;

export type DockerSearch =
  | { readonly docker: Docker; readonly address: string }
  /** Why at none of the addresses, and what to do about it. */
  | { readonly docker: undefined; readonly problem: string };

const answerWithinMs = 3_000;

/** The first engine that answers at the usual addresses, or at DOCKER_HOST. */
export async function findDocker(environment: Environment): Promise<DockerSearch> {
  const problems: string[] = [];
  for (const address of dockerAddresses(environment)) {
    const options = optionsOf(address);
    if (options === undefined) return { docker: undefined, problem: wrongAddress(address) };
    const found = await engineAt(options);
    if (typeof found !== 'string') return { docker: found, address };
    problems.push(`${address}: ${found}`);
  }
  return { docker: undefined, problem: `No container engine answers. ${problems.join('; ')}.` };
}

/** Or why there is none. */
async function engineAt(options: Docker.DockerOptions): Promise<Docker | string> {
  const { socketPath } = options;
  if (socketPath !== undefined && (await isMissing(socketPath))) return noSocket;
  // Hundreds of files: read where they are needed
  const { default: Engine } = await import('dockerode');
  const docker = new Engine(options);
  return (await problemOf(docker)) ?? docker;
}

const isMissing = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => false,
    (error: unknown) => isCode(error, 'ENOENT'),
  );

const noSocket = 'there is no such socket';

/** Undefined for an address that is none, or leads to another machine. */
function optionsOf(address: string): Docker.DockerOptions | undefined {
  if (address.startsWith('unix:///')) return { socketPath: address.slice('unix://'.length) };
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, port } = new URL(address);
  const isHere = /^(127(\.\d+){3}|localhost|\[::1\])$/.test(hostname);
  return protocol === 'tcp:' && isHere ? { protocol: 'http', host: hostname, port: port || '2375' } : undefined;
}

function wrongAddress(address: string): string {
  return `DOCKER_HOST=${address} is no engine of this machine: write unix:///path/of/the.sock or tcp://127.0.0.1:port. Sessions are reached at ports of this machine’s loopback.`;
}

async function noAnswer(): Promise<string> {
  return delay(answerWithinMs, 'it does not answer', { ref: false });
}

async function problemOf(docker: Docker): Promise<string | undefined> {
  try {
    return await Promise.race([docker.ping().then(() => undefined), noAnswer()]);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return noSocket;
    if (isCode(error, 'ECONNREFUSED'))
      return 'nothing listens there: start it (systemctl start docker, or podman.socket)';
    if (isCode(error, 'EACCES'))
      return 'this user may not use it: add them to the group “docker”, or use the socket of their own Podman (systemctl --user start podman.socket)';
    return error instanceof Error ? error.message : String(error);
  }
}
