import type { ApiClient } from '../api/api-client.js';
import { Problem, problemWords } from '../api/problem.js';
import type { FeedEvent, Launch, Member, Project, Repository, Session, Storage } from '../api/views.js';
import type { Connection, LiveConnection } from './live-connection.js';
import { everySession, type SessionsWish, SessionWindow } from './session-window.js';
import { type Part, whatChanged } from './what-changed.js';

export interface ProjectData {
  readonly project: Project;
  /** Those that are shown; `project.counts` says how many there are. */
  readonly sessions: readonly Session[];
  readonly hasMoreSessions: boolean;
  /** Which ones are shown, and in which order. */
  readonly wish: SessionsWish;
  /** Also where it is not among those that are shown. */
  readonly defaultSession: Session | undefined;
  readonly launches: readonly Launch[];
  readonly repositories: readonly Repository[];
  readonly storages: readonly Storage[];
  readonly members: readonly Member[];
}

export interface ProjectState {
  readonly data?: ProjectData;
  /** Why there is nothing to see, or why what is seen may be old. */
  readonly problem?: string | undefined;
  readonly isGone: boolean;
  readonly connection: Connection;
  /** The log is known to reach up to here: what else is shown of it reads on when this grows. */
  readonly position?: string | undefined;
}

const allParts: readonly Part[] = ['project', 'sessions', 'launches', 'repositories', 'members'];
const AGAIN_MS = 3000;

/** One open project, kept as the log says: events tell what to read again, and from which position on. */
export class ProjectStore {
  state: ProjectState = { isGone: false, connection: 'connecting' };
  private readonly watchers = new Set<() => void>();
  private readonly stale = new Set<Part>();
  private reading: Promise<void> | undefined;
  private stopFollowing: () => void = () => undefined;
  private again: ReturnType<typeof setTimeout> | undefined;
  private readonly window: SessionWindow;

  constructor(
    private readonly api: ApiClient,
    private readonly live: LiveConnection,
    readonly projectId: string,
  ) {
    this.window = new SessionWindow(api, projectId);
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  readonly snapshot = (): ProjectState => this.state;

  open(): void {
    void this.refresh();
    this.stopFollowing = this.live.follow(this.projectId, {
      onEvent: (event) => this.take(event),
      onConnection: (connection, position) => this.connected(connection, position),
      onGone: () => this.become({ isGone: true }),
    });
  }

  close(): void {
    clearTimeout(this.again);
    this.stopFollowing();
  }

  /** Reads these parts again; resolves when they are as they were asked for. */
  async refresh(parts: readonly Part[] = allParts): Promise<void> {
    for (const part of parts) this.stale.add(part);
    this.reading ??= this.readAll().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  /** Undefined: it is not there any more. */
  async readSession(sessionId: string): Promise<Session | undefined> {
    try {
      return await this.api.get<Session>(`/projects/${this.projectId}/sessions/${sessionId}`);
    } catch (error) {
      if (error instanceof Problem && error.code === 'session-not-found') return undefined;
      throw error;
    }
  }

  /** Shows other sessions, or the same in another order. */
  async find(wish: SessionsWish): Promise<void> {
    this.window.find(wish);
    this.merge({ wish });
    await this.refresh(['sessions']);
  }

  async showMoreSessions(): Promise<void> {
    this.window.extend();
    await this.refresh(['sessions']);
  }

  /** It may be one of many: then it is looked for by its name. */
  async showSession({ sessionId, name }: Pick<Session, 'sessionId' | 'name'>): Promise<void> {
    const isShown = this.state.data?.sessions.some((session) => session.sessionId === sessionId);
    if (isShown !== true) await this.find({ ...everySession, query: name });
  }

  private take(event: FeedEvent): void {
    this.api.saw(event.position);
    this.become({ position: event.position });
    void this.refresh(whatChanged(event.type));
  }

  private connected(connection: Connection, position: string | undefined): void {
    // whatever happened before the feed began is in what is read from here on
    this.api.saw(position);
    this.become(position === undefined ? { connection } : { connection, position });
    if (connection !== 'live') return;
    void this.refresh();
  }

  private async readAll(): Promise<void> {
    while (this.stale.size > 0) {
      const parts = [...this.stale];
      this.stale.clear();
      try {
        this.merge(await this.read(parts));
      } catch (error) {
        this.fail(error, parts);
        return;
      }
    }
  }

  private async read(parts: readonly Part[]): Promise<Partial<ProjectData>> {
    const path = `/projects/${this.projectId}`;
    const reads: Record<Part, () => Promise<Partial<ProjectData>>> = {
      project: async () => ({ project: await this.api.get<Project>(path) }),
      sessions: () => this.readSessions(),
      launches: async () => ({ launches: await this.api.getAll<Launch>(`/launches?project=${this.projectId}`) }),
      repositories: () => this.readConnected(path),
      members: async () => ({ members: await this.api.get<Member[]>(`${path}/members`) }),
    };
    const news = Object.assign({}, ...(await Promise.all(parts.map((part) => reads[part]())))) as Partial<ProjectData>;
    if (news.project === undefined && news.sessions === undefined) return news;
    return { ...news, defaultSession: await this.readDefault({ ...this.state.data, ...news }) };
  }

  private async readConnected(path: string): Promise<Partial<ProjectData>> {
    const [repositories, storages] = await Promise.all([
      this.api.get<Repository[]>(`${path}/repositories`),
      this.api.get<Storage[]>(`${path}/storages`),
    ]);
    return { repositories, storages };
  }

  private async readSessions(): Promise<Partial<ProjectData>> {
    const { items, hasMore } = await this.window.read();
    return { sessions: items, hasMoreSessions: hasMore, wish: this.window.wish };
  }

  private async readDefault({ project, sessions }: Partial<ProjectData>): Promise<Session | undefined> {
    const sessionId = project?.defaultSessionId;
    if (sessionId === undefined) return undefined;
    const shown = sessions?.find((session) => session.sessionId === sessionId);
    return shown ?? (await this.readSession(sessionId));
  }

  private merge(news: Partial<ProjectData>): void {
    const data = { ...this.state.data, ...news } as ProjectData;
    this.become({ data, problem: undefined });
  }

  private fail(error: unknown, parts: readonly Part[]): void {
    if (error instanceof Problem && error.status === 404) return this.become({ isGone: true });
    for (const part of parts) this.stale.add(part);
    this.become({ problem: problemWords(error) });
    if (error instanceof Problem && error.status < 500) return;
    clearTimeout(this.again);
    this.again = setTimeout(() => void this.refresh([]), AGAIN_MS);
  }

  private become(change: Partial<ProjectState>): void {
    this.state = { ...this.state, ...change };
    this.tell();
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}
