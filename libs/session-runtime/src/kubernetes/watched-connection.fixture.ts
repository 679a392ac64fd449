import { Readable } from 'node:stream';
import { type ApiRequest, KubernetesConnection } from './api/kubernetes-connection.js';

export type ApiAnswer = Awaited<ReturnType<KubernetesConnection['send']>>;

/** The real one, looked at and disturbed. */
export class WatchedConnection extends KubernetesConnection {
  readonly sent: ApiRequest[] = [];
  /** What is answered without asking. */
  instead: (request: ApiRequest) => ApiAnswer | undefined = () => undefined;
  disturb: (request: ApiRequest, answer: ApiAnswer) => ApiAnswer | Promise<ApiAnswer> = (_request, answer) => answer;

  private readonly watches = new Set<ApiAnswer['body']>();
  private hearing = (): void => undefined;

  override async send(request: ApiRequest): Promise<ApiAnswer> {
    this.sent.push(request);
    const answer = this.instead(request) ?? (await this.disturb(request, await super.send(request)));
    return request.query?.['watch'] && answer.statusCode < 400 ? { ...answer, body: this.held(answer.body) } : answer;
  }

  /** From now on its watches tell nothing; until they are released. */
  deafen(): { release: () => void } {
    const released = new Promise<void>((resolve) => {
      this.hearing = resolve;
    });
    this.untilHearing = () => released;
    return { release: () => this.hearing() };
  }

  /** Its watches end, as when a connection breaks. */
  cut(): void {
    for (const body of this.watches) body.destroy(new TypeError('other side closed'));
  }

  /** What was called while `work` was done, but for lists and watches of the feeds. */
  async calls(work: () => Promise<unknown>): Promise<string[]> {
    this.sent.length = 0;
    await work();
    const named = this.sent.filter(({ method, query }) => method !== 'GET' || query === undefined);
    return named.map(
      ({ method, path }) => `${method} ${path.split('/').slice(5, 7)[path.includes('/apis/') ? 1 : 0] ?? ''}`,
    );
  }

  private untilHearing: () => Promise<void> = () => Promise.resolve();

  private held(body: ApiAnswer['body']): ApiAnswer['body'] {
    const { watches } = this;
    const untilHearing = (): Promise<void> => this.untilHearing();
    watches.add(body);
    body.once('close', () => watches.delete(body));
    return Readable.from(
      (async function* () {
        for await (const chunk of body) {
          await untilHearing();
          yield chunk as Buffer;
        }
      })(),
    ) as unknown as ApiAnswer['body'];
  }
}
