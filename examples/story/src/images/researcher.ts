import { until } from '../../../../test/support/until.js';
import { ApiClient } from '../api-client.js';
import { expectThat } from '../expect-that.js';
import { LiveEvents } from '../live-events.js';
import { OpenSession } from '../open-session.js';
import type { CodeHost } from './code-host.js';

/** Where a session is. */
export interface SessionPlace {
  readonly projectId: string;
  readonly sessionId: string;
}

interface Session {
  readonly environment: { readonly image: { readonly reference: string; readonly digest: string } };
  readonly imageUpdate?: { readonly reference: string; readonly digest: string; readonly commit: string };
}

interface Package {
  readonly name: string;
  readonly version: string;
}

interface Comparison {
  readonly added: readonly Package[];
  readonly removed: readonly Package[];
  readonly changed: readonly { readonly name: string; readonly from: string; readonly to: string }[];
}

const inWords = ({ added, removed, changed }: Comparison): string =>
  [
    ...added.map(({ name, version }) => `${name} ${version} is new`),
    ...changed.map(({ name, from, to }) => `${name} goes from ${from} to ${to}`),
    ...removed.map(({ name }) => `${name} is gone`),
  ].join(', ');

interface HistoryEntry {
  readonly type: string;
  readonly actor: string;
  readonly data: { readonly image?: { readonly digest: string } };
}

interface Launch {
  readonly status: string;
  readonly reason?: { readonly message: string };
}

const PATIENCE_MS = 60_000;

const pathOf = ({ projectId, sessionId }: SessionPlace): string => `/projects/${projectId}/sessions/${sessionId}`;

/** Somebody at work, who listens to their inbox while something is expected there. */
export class Researcher {
  private constructor(
    private readonly api: ApiClient,
    private readonly host: CodeHost,
    private readonly token: string,
    readonly userId: string,
  ) {}

  static async signIn(host: CodeHost, name: string): Promise<Researcher> {
    const token = await host.token(name);
    const api = new ApiClient(host.url, token);
    const { userId } = (await api.call<{ userId: string }>('GET', '/me')).body;
    return new Researcher(api, host, token, userId);
  }

  /** In a project of their own, from the repository's default branch. */
  async sessionFrom(url: string): Promise<SessionPlace> {
    const project = { name: 'Analysis', visibility: 'private' };
    const { projectId } = (await this.api.call<SessionPlace>('POST', '/projects', { body: project })).body;
    const ofProject = `/projects/${projectId}`;
    const connected = await this.api.call<{ repositoryId: string }>('POST', `${ofProject}/repositories`, {
      body: { url },
    });
    const environment = { source: 'repository', repositoryId: connected.body.repositoryId };
    const added = await this.api.call<SessionPlace>('POST', `${ofProject}/sessions`, { body: { environment } });
    return { projectId, sessionId: added.body.sessionId };
  }

  /** Gives the code host's token for clones of one's own sessions, and for looks at its branches. */
  async connectHost(): Promise<void> {
    const { host } = new URL(this.host.repository);
    const body = { token: this.host.repositoryToken };
    await this.api.call('PUT', `/me/connections/${encodeURIComponent(host)}`, { body });
  }

  async makeEditor({ projectId }: SessionPlace, of: Researcher): Promise<void> {
    await this.api.call('PUT', `/projects/${projectId}/members/${of.userId}`, { body: { role: 'editor' } });
  }

  async look(session: SessionPlace): Promise<Session> {
    return (await this.api.call<Session>('GET', pathOf(session))).body;
  }

  /** What the newer image changes, in words; it is read while somebody waits. */
  async compare(session: SessionPlace): Promise<string> {
    const { environment, imageUpdate } = await this.look(session);
    const { image } = environment;
    if (imageUpdate === undefined) throw new Error('nothing newer is offered');
    const query = new URLSearchParams({ from: image.digest, to: imageUpdate.digest });
    query.set('fromReference', image.reference);
    query.set('toReference', imageUpdate.reference);
    return until(
      'both images are read',
      async () => {
        const { status, body } = await this.api.call<Comparison>('GET', `/images/compare?${query.toString()}`);
        return status === 200 && inWords(body);
      },
      PATIENCE_MS,
    );
  }

  async takeNewest(session: SessionPlace): Promise<void> {
    await this.api.call('POST', `${pathOf(session)}/image`, { body: { newest: true } });
  }

  async history({ projectId }: SessionPlace): Promise<readonly HistoryEntry[]> {
    return (await this.api.call<readonly HistoryEntry[]>('GET', `/projects/${projectId}/history`)).body;
  }

  /** What the inbox says of the session, live; what it said before counts as well. */
  async told({ sessionId }: SessionPlace): Promise<Readonly<Record<string, unknown>>> {
    const inbox = await LiveEvents.ofInbox(this.host.url, this.token);
    try {
      const told = await inbox.first('NotificationRaised', ({ data }) => data['sessionId'] === sessionId);
      this.api.hasSeen(told);
      return told.data;
    } finally {
      inbox.close();
    }
  }

  /** Launches the session, reads its page and stops it. */
  async servedBy(session: SessionPlace): Promise<string> {
    const { launchId } = (await this.api.call<{ launchId: string }>('POST', `${pathOf(session)}/launch`)).body;
    const { status, reason } = await this.#launchThatIs(launchId, 'running', 'failed');
    expectThat(status === 'running', `the session runs: ${reason?.message ?? ''}`);
    const way = (await this.api.call<{ url: string }>('POST', `/launches/${launchId}/access`)).body;
    const page = await (await OpenSession.enter(way.url)).fetch('GET', '/');
    await this.api.call('POST', `/launches/${launchId}/stop`);
    await this.#launchThatIs(launchId, 'inactive');
    return page.body.trim();
  }

  #launchThatIs(launchId: string, ...statuses: readonly string[]): Promise<Launch> {
    return until(
      `the launch is ${statuses.join(' or ')}`,
      async () => {
        const { body } = await this.api.call<Launch>('GET', `/launches/${launchId}`);
        return statuses.includes(body.status) && body;
      },
      PATIENCE_MS,
    );
  }
}
