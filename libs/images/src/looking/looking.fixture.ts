import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CommandBus } from '@nestjs/cqrs';
import { CodeHosts } from '#libs/code-hosts';
import { type Command, CommandExecutor, createEventRegistry, type Decide, StreamStates } from '#libs/event-sourcing';
import { createMemoryEventStore, type MemoryEventStore } from '#libs/event-sourcing/testing';
import type { ImageReference } from '#libs/image-registry';
import { basicAuthorization, OutboundAccess, OutboundClient } from '#libs/outbound';
import { inspectedImage } from '../../../image-registry/src/checking/images.fixture.js';
import { type ImagesEvent, imagesEvents } from '../images.events.js';
import { available, digest, repositoryId } from '../images.fixture.js';
import { newestOf, type RepositoryImagesState, repositoryImages, repositoryStream } from '../repository-images.js';
import { RecordBranches, recordBranches } from '../write/record-branches.js';
import { type RecordImage, recordImage } from '../write/record-image.js';
import { BuiltImageInspector } from './built-image-inspector.js';
import { type LookedAt, RepositoryLook } from './repository-look.js';

const line = (text: string): string => (Buffer.byteLength(text) + 4).toString(16).padStart(4, '0') + text;

/** A registry: the digest of an image is as the spec has it. */
class SpecImages extends BuiltImageInspector {
  /** How many are asked for now, and were at most. */
  asked = 0;
  mostAsked = 0;

  constructor(private readonly digestOf: (reference: string) => string | Promise<string>) {
    super();
  }

  override async inspect({ reference }: ImageReference): Promise<ReturnType<typeof inspectedImage>> {
    this.asked += 1;
    this.mostAsked = Math.max(this.asked, this.mostAsked);
    try {
      await new Promise(setImmediate);
      return inspectedImage({ digest: await this.digestOf(reference) });
    } finally {
      this.asked -= 1;
    }
  }
}

/** A code host and its registry, and looks at them. */
export class LookingAtHost {
  /** Branch → commit. */
  readonly heads = new Map<string, string>();
  /** To whoever shows no token the repository is not there. */
  isPrivate = false;
  /** Whose token its registry gives images to. */
  pulls: string | undefined;
  /** Path: where the host leads whoever asks for the repository. */
  movedTo: string | undefined;
  /** Once the host knows what it says of its branches, which it does when this is over. */
  onAsked: () => unknown = () => undefined;
  readonly look: RepositoryLook;
  readonly images: SpecImages;
  readonly #events: MemoryEventStore;
  readonly #streams: StreamStates;
  readonly hosts: CodeHosts;
  readonly outbound = new OutboundClient(new OutboundAccess({ allowed: ['127.0.0.1'], ownStores: [] }));

  private constructor(
    private readonly server: Server,
    digestOf: (reference: string) => string | Promise<string>,
    tag: string | undefined,
  ) {
    server.on('request', ({ url, headers }, response) => {
      if (url?.startsWith('/v2/') === true) return this.#pull(headers, response);
      if (this.isPrivate && headers.authorization === undefined) return void response.writeHead(401).end();
      if (this.movedTo !== undefined && url?.startsWith(`${this.movedTo}/`) === false)
        return void response.writeHead(301, { location: `${this.movedTo}${url.slice('/g/r'.length)}` }).end();
      const refs = [...this.heads].map(([branch, commit]) => line(`${commit} refs/heads/${branch}\n`));
      void Promise.resolve(this.onAsked()).then(() =>
        response.end(`${line('# service=git-upload-pack\n')}0000${refs.join('')}0000`),
      );
    });
    this.images = new SpecImages(digestOf);
    const registry = createEventRegistry([imagesEvents]);
    this.#events = createMemoryEventStore(registry);
    this.#streams = new StreamStates(this.#events);
    const executor = new CommandExecutor(this.#streams, registry);
    const on = <Data extends { repositoryId: string }>(
      { data, context }: Command<Data>,
      decide: Decide<Data, RepositoryImagesState, ImagesEvent>,
    ) =>
      executor.execute<Data, RepositoryImagesState, ImagesEvent>({
        ...{ stream: repositoryStream(data.repositoryId), evolver: repositoryImages, decide },
        command: { data, context },
      });
    const execute = (command: RecordImage | RecordBranches) =>
      command instanceof RecordBranches ? on(command, recordBranches) : on(command, recordImage);
    this.hosts = CodeHosts.parse(JSON.stringify([{ url: this.#origin, registry: this.registry, tag }]));
    const commands = { execute } as unknown as CommandBus;
    this.look = new RepositoryLook(this.hosts, this.outbound, this.images, this.#streams, commands);
  }

  /** `tag`: how its pipelines call images. */
  static async start(
    digestOf: (reference: string) => string | Promise<string>,
    { tag }: { readonly tag?: string } = {},
  ): Promise<LookingAtHost> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LookingAtHost(server, digestOf, tag);
  }

  /** `host:port`: images are where the code is. */
  get registry(): string {
    return new URL(this.#origin).host;
  }

  get repository(): LookedAt {
    return { repositoryId, url: `${this.#origin}/g/r` };
  }

  /** The commit of the branch's newest image. */
  async newest(branch: string): Promise<string | undefined> {
    const { state } = await this.#streams.of(repositoryStream(repositoryId), repositoryImages);
    return newestOf(state, branch)?.commit;
  }

  /** What was told of branches that were gone, or are there again. */
  get branchNews(): readonly string[] {
    const ofBranches = this.#events.log.filter(({ type }) => type !== 'ImageAvailable');
    return ofBranches.map(({ type, data }) => `${type} ${(data as { branch: string }).branch}`);
  }

  /** Since when the branch is gone, as the log says. */
  async goneSince(branch: string): Promise<string | undefined> {
    const { state } = await this.#streams.of(repositoryStream(repositoryId), repositoryImages);
    return newestOf(state, branch)?.goneSince;
  }

  /** How many images became available. */
  get told(): number {
    return this.#events.log.length;
  }

  /** As a program with another version of the event would. */
  async recordAsNextVersion(letter: string): Promise<void> {
    const metadata = { commandId: 'c', actor: 'system:image-watcher', bodyHash: '', schemaVersion: 2 };
    const ids = { $correlationId: 'c', $causationId: 'c' };
    const event = { ...available(letter), id: randomUUID(), metadata: { ...metadata, ...ids } };
    await this.#events.append(repositoryStream(repositoryId), 'no_stream', [event]);
  }

  async close(): Promise<void> {
    await this.outbound.close();
    this.server.closeAllConnections();
    this.server.close();
  }

  #pull({ authorization }: IncomingMessage['headers'], response: ServerResponse): void {
    const isTheirs = this.pulls !== undefined && authorization === basicAuthorization('oauth2', this.pulls);
    if (isTheirs) response.setHeader('docker-content-digest', digest('a')).end();
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="registry"' }).end();
  }

  get #origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
}
