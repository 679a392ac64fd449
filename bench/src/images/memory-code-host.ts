import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const line = (text: string): string => (Buffer.byteLength(text) + 4).toString(16).padStart(4, '0') + text;
const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const configOf = (commit: string): string =>
  JSON.stringify({ os: 'linux', architecture: 'amd64', config: { User: '1000', Labels: { commit } } });

const manifestOf = (commit: string): string => {
  const file = configOf(commit);
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOf(file), size: file.length };
  return JSON.stringify({ schemaVersion: 2, config, layers: [] });
};

/** Git's server and a registry in one, of which nothing is on disk: what they cost is not measured. */
export class MemoryCodeHost {
  hangs = false;
  /** Repository → how often it was pushed to. */
  readonly #pushes = new Map<string, number>();
  /** By digest. */
  readonly #contents = new Map<string, string>();

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      if (!this.hangs) this.#answer(request, response);
    });
  }

  static async start(address: string): Promise<MemoryCodeHost> {
    const server = createServer().listen(0, address);
    await once(server, 'listening');
    return new MemoryCodeHost(server);
  }

  /** `host:port` */
  get host(): string {
    const { address, port } = this.server.address() as AddressInfo;
    return `${address}:${port}`;
  }

  /** The head of the repository’s only branch, and its image. */
  head(path: string): {
    readonly commit: string;
    readonly image: { readonly reference: string; readonly digest: string };
  } {
    const commit = createHash('sha1')
      .update(`${path} ${this.#pushes.get(path) ?? 0}`)
      .digest('hex');
    return { commit, image: { reference: `${this.host}/${path}:${commit.slice(0, 8)}`, digest: this.#hold(commit) } };
  }

  push(path: string): string {
    this.#pushes.set(path, (this.#pushes.get(path) ?? 0) + 1);
    return this.head(path).image.digest;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  #hold(commit: string): string {
    for (const content of [configOf(commit), manifestOf(commit)]) this.#contents.set(digestOf(content), content);
    return digestOf(manifestOf(commit));
  }

  #answer({ url = '', method = '' }: IncomingMessage, response: ServerResponse): void {
    const [, git] = /^\/(.+)\/info\/refs/.exec(url) ?? [];
    if (git === undefined) return this.#answerAsRegistry(url, method, response);
    const head = line(`${this.head(git).commit} refs/heads/main\n`);
    response.end(`${line('# service=git-upload-pack\n')}0000${head}0000`);
  }

  #answerAsRegistry(url: string, method: string, response: ServerResponse): void {
    const [, path = '', asked = ''] = /^\/v2\/(.+)\/(?:manifests|blobs)\/(.+)$/.exec(url) ?? [];
    const digest = asked.startsWith('sha256:') ? asked : this.head(path).image.digest;
    response.setHeader('content-type', 'application/vnd.oci.image.manifest.v1+json');
    response.setHeader('docker-content-digest', digest);
    response.end(method === 'HEAD' ? undefined : this.#contents.get(digest));
  }
}
