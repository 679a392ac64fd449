import type { ApiUser } from '../api-user.js';
import type { Random } from '../random.js';
import type { SharedProject } from './shared-project.js';

interface Parts {
  readonly user: ApiUser;
  readonly projects: readonly SharedProject[];
  /** Of those who do not own the projects. */
  readonly others: readonly string[];
  readonly random: Random;
}

const THINK_MS = 250;
const SESSIONS = 6;

/** An editor who adds sessions from code repositories, reads what they are told, and changes images. */
export class ImageUser {
  #isEnding = false;
  #named = 0;

  constructor(private readonly parts: Parts) {}

  /** Until `end()`; then resolves when the last request is answered. */
  async live(): Promise<void> {
    const { random } = this.parts;
    while (!this.#isEnding) {
      await this.#act();
      // the pace of the load, not a wait for anything
      await new Promise((resolve) => setTimeout(resolve, random.below(THINK_MS)));
    }
  }

  end(): void {
    this.#isEnding = true;
  }

  /** From a branch of one of the project's repositories. */
  async add(project: SharedProject): Promise<void> {
    const { user, random } = this.parts;
    const connected = random.pick(project.repositories);
    if (project.sessions.length >= SESSIONS || connected === undefined) return;
    const branch = random.pick(connected.repository.branches) ?? 'main';
    const environment = { source: 'repository', repositoryId: connected.repositoryId, branch };
    this.#named += 1;
    const name = `${user.name} ${this.#named}`;
    const added = await user.command('POST', `/projects/${project.projectId}/sessions`, { environment, name });
    const body = added?.body as { readonly sessionId: string } | undefined;
    if (body !== undefined)
      project.sessions.push({ sessionId: body.sessionId, repository: connected.repository, branch });
  }

  async #act(): Promise<void> {
    const { random, projects } = this.parts;
    const project = random.pick(projects);
    if (project === undefined) return;
    await random.weighted<() => Promise<unknown>>([
      [2, () => this.add(project)],
      [4, () => this.#change(project)],
      [3, () => this.#read()],
      [1, () => this.#setRole(project)],
      [1, () => this.#remove(project)],
    ])();
  }

  async #change({ projectId, sessions }: SharedProject): Promise<void> {
    const { user, random } = this.parts;
    const session = random.pick(sessions);
    if (session === undefined) return;
    const digest = random.chance(0.4) ? random.pick(session.repository.digestsOf(session.branch)) : undefined;
    const to = digest === undefined ? { newest: true } : { digest };
    await user.command('POST', `/projects/${projectId}/sessions/${session.sessionId}/image`, to);
  }

  async #read(): Promise<void> {
    const { user, random } = this.parts;
    const unread = await user.get<{ notificationId: string }[]>('/notifications?unread=true');
    const one = random.pick(unread ?? []);
    if (one === undefined) return;
    const what = random.chance(0.2) ? 'read-all' : `${one.notificationId}/read`;
    await user.command('POST', `/notifications/${what}`);
  }

  /** Somebody is no editor any more, or is one again. */
  async #setRole({ projectId }: SharedProject): Promise<void> {
    const { user, random, others } = this.parts;
    const role = random.chance(0.7) ? 'editor' : 'viewer';
    await user.command('PUT', `/projects/${projectId}/members/${random.pick(others) ?? ''}`, { role });
  }

  async #remove({ projectId, sessions }: SharedProject): Promise<void> {
    const { user, random } = this.parts;
    if (sessions.length < SESSIONS) return;
    const [session] = sessions.splice(random.below(sessions.length), 1);
    await user.command('DELETE', `/projects/${projectId}/sessions/${session?.sessionId ?? ''}`);
  }
}
