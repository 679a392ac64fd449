import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import type { Principal, ProjectAccessLookup } from '#libs/access';
import { mayInProject } from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import { type FeedEnd, type HistoryQueries, type LogHub, ProjectFeed } from '#libs/history';
import { type BearerAuthenticator, type Problem, ProblemError, problemDocument, toProblem } from '#libs/rest';

const subscription = z.strictObject({
  project: z.uuid(),
  after: z
    .string()
    .regex(/^\d{1,19}$/)
    .optional(),
});
const unsubscription = z.strictObject({ project: z.uuid() });
const authentication = z.strictObject({ token: z.string().max(16_384) });

const FEEDS_PER_SOCKET = 50;
const PAST_WAIT_MS = 10_000;

type Acknowledge = (answer: { ok: true; position?: string } | { ok: false; problem: Problem }) => void;

export interface LiveServerParts {
  readonly authenticator: BearerAuthenticator;
  readonly hub: LogHub;
  readonly history: HistoryQueries;
  readonly readModels: ReadModels;
  /** As the log says. */
  readonly projects: ProjectAccessLookup;
  readonly report: (error: unknown, traceId: string) => void;
}

interface Listener {
  principal: Principal;
  token: string;
  readonly feeds: Map<string, ProjectFeed>;
}

/** socket.io: who listens to which project. One listener's feeds end with its socket. */
export class LiveServer {
  private readonly io: Server;

  constructor(
    server: HttpServer,
    private readonly parts: LiveServerParts,
  ) {
    this.io = new Server(server, { transports: ['websocket'], serveClient: false, maxHttpBufferSize: 65_536 });
    this.io.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error: unknown) => next(Object.assign(new Error('unauthenticated'), { data: this.problem(error) })),
      );
    });
    this.io.on('connection', (socket) => this.serve(socket));
  }

  get connections(): number {
    return this.io.of('/').sockets.size;
  }

  async close(): Promise<void> {
    this.io.disconnectSockets(true);
    await this.io.close();
  }

  private async admit(socket: Socket): Promise<void> {
    const { success, data } = authentication.safeParse(socket.handshake.auth);
    if (!success) throw new ProblemError('unauthenticated', 'Send an access token: io(url, {auth: {token}}).');
    const { token } = data;
    const listener: Listener = {
      token,
      principal: await this.parts.authenticator.authenticate(token),
      feeds: new Map(),
    };
    (socket.data as { listener?: Listener }).listener = listener;
  }

  private serve(socket: Socket): void {
    const { listener } = socket.data as { listener: Listener };
    const on = (name: string, handle: (message: unknown) => Promise<{ position?: string }>): void => {
      socket.on(name, (message: unknown, acknowledge?: unknown) => {
        const answer: Acknowledge = typeof acknowledge === 'function' ? (acknowledge as Acknowledge) : () => undefined;
        handle(message).then(
          (result) => answer({ ok: true, ...result }),
          (error: unknown) => answer({ ok: false, problem: this.problem(error) }),
        );
      });
    };
    on('subscribe', (message) => this.subscribe(socket, listener, message));
    on('unsubscribe', (message) => this.unsubscribe(listener, message));
    on('authenticate', (message) => this.renew(listener, message));
    socket.on('disconnect', () => {
      for (const feed of listener.feeds.values()) feed.close();
      listener.feeds.clear();
    });
  }

  private async subscribe(socket: Socket, listener: Listener, message: unknown): Promise<{ position: string }> {
    const { project: projectId, after } = parse(subscription, message);
    if (!(await this.mayRead(listener, projectId))) throw new ProblemError('project-not-found');
    if (listener.feeds.size >= FEEDS_PER_SOCKET)
      throw new ProblemError('too-many-requests', `A socket listens to at most ${FEEDS_PER_SOCKET} projects.`);
    listener.feeds.get(projectId)?.close();
    const feed = new ProjectFeed({
      hub: this.parts.hub,
      projectId,
      userId: listener.principal.userId,
      after: after === undefined ? undefined : BigInt(after),
      past: (from, upTo) => this.past(projectId, from, upTo),
      mayRead: () => this.mayRead(listener, projectId),
      emit: (event) => socket.emit('event', event),
      end: (reason, position) => this.end(socket, listener, projectId, reason, position),
    });
    listener.feeds.set(projectId, feed);
    const position = feed.position.toString();
    feed.open().catch((error: unknown) => {
      feed.close();
      this.problem(error);
      this.end(socket, listener, projectId, 'unavailable', feed.position);
    });
    return { position };
  }

  private end(socket: Socket, listener: Listener, project: string, reason: FeedEnd, position: bigint): void {
    listener.feeds.delete(project);
    socket.emit('ended', { project, reason, position: position.toString() });
  }

  private async *past(projectId: string, after: bigint, upTo: bigint): ReturnType<HistoryQueries['all']> {
    if (!(await this.parts.readModels.waitFor(upTo, PAST_WAIT_MS))) throw new ProblemError('read-model-behind');
    yield* this.parts.history.all({ projectId, after });
  }

  private unsubscribe(listener: Listener, message: unknown): Promise<object> {
    const { project } = parse(unsubscription, message);
    listener.feeds.get(project)?.close();
    listener.feeds.delete(project);
    return Promise.resolve({});
  }

  private async renew(listener: Listener, message: unknown): Promise<object> {
    const { token } = parse(authentication, message);
    const principal = await this.parts.authenticator.authenticate(token);
    if (principal.userId !== listener.principal.userId)
      throw new ProblemError('forbidden', 'The new token belongs to somebody else: open a new connection.');
    Object.assign(listener, { principal, token });
    return {};
  }

  private async mayRead({ principal }: Listener, projectId: string): Promise<boolean> {
    return mayInProject(principal, 'read-project', await this.parts.projects.of(projectId)) === 'allowed';
  }

  private problem(error: unknown): Problem {
    const invalid = error instanceof Error && error.name === 'InvalidTokenError';
    const problem = invalid ? new ProblemError('unauthenticated', error.message) : toProblem(error);
    if (problem.code === 'internal') this.parts.report(error, 'live');
    return problemDocument(problem, 'live');
  }
}

const parse = <T>(schema: z.ZodType<T>, message: unknown): T => {
  const result = schema.safeParse(message);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({
    pointer: `/${issue.path.map(String).join('/')}`,
    detail: issue.message,
  }));
  throw new ProblemError('invalid-request', errors.map((e) => `${e.pointer}: ${e.detail}`).join('; '), { errors });
};
