import type { ApiUser, Ledger } from './api-user.js';
import { type Habits, habits as known } from './habits.js';
import type { Random } from './random.js';
import type { KnownProject, World } from './world.js';

const THINK_MS = 120;

interface Parts {
  readonly user: ApiUser;
  /** Whose project's owner this is, and whom their launches belong to. */
  readonly person: string;
  readonly world: World;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly habits?: Habits;
}

/** Somebody who works with their projects without end: creates, adds, configures, launches, pauses, resumes, stops … */
export class LiveUser {
  private named = 0;
  private ended = false;
  private readonly habits: Habits;

  constructor(private readonly parts: Parts) {
    this.habits = parts.habits ?? known.everyday;
  }

  /** Until `end()`; then resolves when the last request is answered. */
  async live(): Promise<void> {
    const { random } = this.parts;
    while (!this.ended) {
      await this.act();
      // the pace of the load, not a wait for anything
      await new Promise((resolve) => setTimeout(resolve, random.below(THINK_MS)));
    }
  }

  end(): void {
    this.ended = true;
  }

  private async act(): Promise<void> {
    const { random, world } = this.parts;
    const project = random.chance(0.4) ? world.projects[0] : random.pick(world.projects);
    if (project === undefined) return this.createProject();
    const { weights } = this.habits;
    const act = random.weighted<() => Promise<unknown>>([
      [weights.createProject, () => this.createProject()],
      [weights.renameProject, () => this.renameProject(project)],
      [weights.setRole, () => this.setRole(project)],
      [weights.addSession, () => this.addSession(project)],
      [weights.configure, () => this.configure(project)],
      [weights.chooseDefault, () => this.chooseDefault(project)],
      [weights.removeSession, () => this.removeSession(project)],
      [weights.launch, () => this.launch(project)],
      [weights.step, () => this.step()],
      [weights.repeat, () => this.repeat()],
    ]);
    await act();
  }

  /** No two commands of a run give the same name, so that each of these changes something. */
  private name(): string {
    this.named += 1;
    return `${this.parts.user.name} ${this.named}`;
  }

  private async createProject(): Promise<void> {
    const { user, world, person } = this.parts;
    if (world.projects.length >= this.habits.projects) return;
    const made = await user.command('POST', '/projects', { name: this.name(), visibility: 'private' });
    if (made === undefined) return;
    const { projectId } = made.body as { projectId: string };
    world.projects.push({ projectId, owner: person, sessions: new Set() });
    for (const [name, userId] of world.people)
      if (name !== person) await user.command('PUT', `/projects/${projectId}/members/${userId}`, { role: 'editor' });
  }

  private async renameProject({ projectId }: KnownProject): Promise<void> {
    await this.change(`/projects/${projectId}`, { name: this.name() });
  }

  /** Somebody loses a right, or even the project, and gets it back: their runs are to be paused. */
  private async setRole({ projectId, owner }: KnownProject): Promise<void> {
    const { user, world, random } = this.parts;
    const other = random.pick([...world.people].filter(([name]) => name !== owner));
    if (other === undefined) return;
    const member = `/projects/${projectId}/members/${other[1]}`;
    if (random.chance(0.3)) await user.command('DELETE', member);
    else await user.command('PUT', member, { role: random.chance(0.7) ? 'editor' : 'viewer' });
  }

  private async addSession({ projectId, sessions }: KnownProject): Promise<void> {
    const { user, world } = this.parts;
    if (sessions.size >= this.habits.sessions) return;
    const environment = { source: 'catalogue', environmentId: world.environmentId };
    const added = await user.command('POST', `/projects/${projectId}/sessions`, { environment, name: this.name() });
    if (added !== undefined) sessions.add((added.body as { sessionId: string }).sessionId);
  }

  private async configure(project: KnownProject): Promise<void> {
    const { random } = this.parts;
    const path = this.somePath(project);
    if (path === undefined) return;
    const resources = { cpu: 1 + random.below(4), memory: `${1 + random.below(4)}Gi` };
    await this.change(path, { name: this.name(), resources });
  }

  /** Of what was just seen, so that others may be faster. */
  private async change(path: string, change: object): Promise<void> {
    const { user } = this.parts;
    const { status, headers } = await user.send({ method: 'GET', path });
    const etag = headers.get('etag');
    if (status === 200 && etag !== null) await user.command('PATCH', path, change, etag);
  }

  private async chooseDefault(project: KnownProject): Promise<void> {
    const sessionId = this.parts.random.pick([...project.sessions]);
    if (sessionId === undefined) return;
    await this.parts.user.command('PUT', `/projects/${project.projectId}/default-session`, { sessionId });
  }

  private async removeSession(project: KnownProject): Promise<void> {
    const sessionId = this.parts.random.pick([...project.sessions]);
    if (sessionId === undefined || project.sessions.size < 3) return;
    project.sessions.delete(sessionId);
    await this.parts.user.command('DELETE', `/projects/${project.projectId}/sessions/${sessionId}`);
  }

  private async launch(project: KnownProject): Promise<void> {
    const { user, world, person, random } = this.parts;
    const path = random.chance(0.5) ? this.somePath(project) : `/projects/${project.projectId}`;
    if (path === undefined) return;
    const launched = await user.command('POST', `${path}/launch`);
    if (launched !== undefined) world.launchesOf(person).add((launched.body as { launchId: string }).launchId);
  }

  private async step(): Promise<void> {
    const { user, world, person, random } = this.parts;
    const launchId = random.pick([...world.launchesOf(person)]);
    if (launchId === undefined) return;
    const [verb, body] = random.weighted<readonly [string, object]>([
      [3, ['pause', {}]],
      [3, ['resume', random.chance(0.3) ? { configuration: 'current' } : {}]],
      [3, ['stop', { discard: random.chance(0.3) }]],
    ]);
    await user.command('POST', `/launches/${launchId}/${verb}`, verb === 'pause' ? undefined : body);
  }

  private async repeat(): Promise<void> {
    const { user, ledger, random } = this.parts;
    const own = ledger.acknowledged.filter(({ call }) => call.key?.startsWith(`${user.name}-`) === true);
    // what changed nothing is decided anew each time
    const earlier = random.pick(own.filter(({ status, call }) => status !== 200 && call.method === 'POST'));
    if (earlier !== undefined) await user.repeat(earlier);
  }

  private somePath({ projectId, sessions }: KnownProject): string | undefined {
    const sessionId = this.parts.random.pick([...sessions]);
    return sessionId === undefined ? undefined : `/projects/${projectId}/sessions/${sessionId}`;
  }
}
