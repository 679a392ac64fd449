import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OutboundAccess, OutboundClient } from '#libs/outbound';
import { mediaTypes } from '../../../../test/support/image-registry/push-image.js';
import { RegistryClient } from './registry-client.js';
import type { RegistryCredentials } from './registry-tokens.js';

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

const types = mediaTypes.oci;
const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

interface Held {
  /** Of the configuration, beside its platform. */
  readonly file?: object;
  readonly layerSizes?: readonly number[];
}

/** Whatever its name, a host is this machine. */
const lookup = (): Promise<readonly string[]> => Promise.resolve(['127.0.0.1']);

/** A registry that answers as a test has it. */
export class AnsweringRegistry {
  readonly #outbound = new OutboundClient(new OutboundAccess({ allowed: ['127.0.0.1'], ownStores: [] }, { lookup }), {
    timeoutMs: 2_000,
  });
  readonly client = new RegistryClient(this.#outbound);

  private constructor(private readonly server: Server) {}

  /** For somebody whom it knows. */
  clientAs(credentials: RegistryCredentials | undefined): RegistryClient {
    return new RegistryClient(this.#outbound, () => credentials);
  }

  static async start(answering: Answering): Promise<AnsweringRegistry> {
    const server = createServer(answering).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new AnsweringRegistry(server);
  }

  /** It holds one image, under each name. */
  static holding({ file = {}, layerSizes = [] }: Held): Promise<AnsweringRegistry> {
    const config = JSON.stringify({ os: 'linux', architecture: 'amd64', ...file });
    const descriptor = { mediaType: types.config, digest: digestOf(config), size: 1 };
    const layers = layerSizes.map((size) => ({ mediaType: types.layer, digest: digestOf('a layer'), size }));
    const manifest = JSON.stringify({ config: descriptor, layers });
    return AnsweringRegistry.start(({ url }, response) => {
      response.setHeader('content-type', types.manifest);
      response.end(url?.includes('/blobs/') ? config : manifest);
    });
  }

  /** It holds an index of images, each by its platform's variant of amd64, which the image names as its user. */
  static indexing(variants: readonly (string | undefined)[]): Promise<AnsweringRegistry> {
    const held = new Map<string, string>();
    const keep = (mediaType: string, content: object) => {
      const text = JSON.stringify(content);
      held.set(digestOf(text), text);
      return { mediaType, digest: digestOf(text), size: text.length };
    };
    const manifests = variants.map((variant) => {
      const platform = { os: 'linux', architecture: 'amd64', variant };
      const config = keep(types.config, { ...platform, config: { User: variant } });
      return { ...keep(types.manifest, { config, layers: [] }), platform };
    });
    const index = JSON.stringify({ manifests });
    return AnsweringRegistry.start(({ url = '' }, response) => {
      const found = held.get(url.slice(url.lastIndexOf('/') + 1));
      response.setHeader('content-type', found === undefined ? types.index : types.manifest);
      response.end(found ?? index);
    });
  }

  /** `host:port` */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await this.#outbound.close();
    this.server.closeAllConnections();
    this.server.close();
  }
}
