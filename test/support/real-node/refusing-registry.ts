import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const OCI = 'application/vnd.oci.image';

/** Of an image that was built for another processor than this machine's. */
const foreignIndex = JSON.stringify({
  schemaVersion: 2,
  mediaType: `${OCI}.index.v1+json`,
  manifests: [
    {
      mediaType: `${OCI}.manifest.v1+json`,
      digest: `sha256:${'0'.repeat(64)}`,
      size: 2,
      platform: { os: 'linux', architecture: 's390x' },
    },
  ],
});

/** A registry on this machine from which nothing can be run: `private` asks for a password, `foreign` is of another platform, others are not there. */
export class RefusingRegistry {
  private constructor(private readonly server: Server) {}

  static async start(): Promise<RefusingRegistry> {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RefusingRegistry(server);
  }

  reference(name: 'missing' | 'private' | 'foreign'): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}/${name}:1`;
  }

  close(): void {
    this.server.close().closeAllConnections();
  }
}

function answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
  if (url.startsWith('/v2/private/')) response.writeHead(401).end();
  else if (url.startsWith('/v2/foreign/manifests/')) sendForeign(response);
  else response.writeHead(404).end();
}

function sendForeign(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': `${OCI}.index.v1+json`,
    'content-length': Buffer.byteLength(foreignIndex),
    'docker-content-digest': `sha256:${createHash('sha256').update(foreignIndex).digest('hex')}`,
  });
  response.end(foreignIndex);
}
