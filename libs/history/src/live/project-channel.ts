import type { ProjectAccess } from '#libs/access';
import type { LiveEvent } from './live-event.js';

/** Why a listener hears no more. */
export type FeedEnd = 'overflow' | 'access-lost' | 'unavailable' | 'token-expired';

/** Somebody who listens to a project. Whose method throws has missed something, and is ended. */
export interface ProjectListener {
  receive(event: LiveEvent): void;
  /** Told whenever members or visibility have changed; who may listen no more ends. */
  authorize(access: ProjectAccess | undefined): void;
  end(reason: FeedEnd): void;
}

const mayRevoke = new Set(['MemberRemoved', 'MemberRoleSet', 'ProjectVisibilityChanged', 'ProjectDeleted']);

/** Events held back while access is looked up; who is that far behind may resume. */
const HELD = 10_000;

/**
 * One project's events, for all who listen to it. Whoever a change of members or visibility shuts out sees that change and
 * nothing after it: access is looked up once for all of them, and what comes meanwhile waits for it, in order.
 */
export class ProjectChannel {
  private readonly listeners = new Set<ProjectListener>();
  private held: LiveEvent[] | undefined;

  /** @param access as the log says now */
  constructor(
    private readonly access: () => Promise<ProjectAccess | undefined>,
    private readonly report: (error: unknown) => void,
  ) {}

  get isEmpty(): boolean {
    return this.listeners.size === 0;
  }

  add(listener: ProjectListener): void {
    this.listeners.add(listener);
  }

  remove(listener: ProjectListener): void {
    this.listeners.delete(listener);
  }

  publish(event: LiveEvent): void {
    if (this.held === undefined) this.hand(event);
    else if (this.held.length < HELD) this.held.push(event);
    else for (const listener of this.listeners) listener.end('overflow');
  }

  private hand(event: LiveEvent): void {
    for (const listener of this.listeners) this.serve(listener, () => listener.receive(event));
    if (!mayRevoke.has(event.entry.type)) return;
    this.held = [];
    void this.authorize([...this.listeners]);
  }

  /** Who joins while access is looked up is not authorized by that: it asked for itself, and later. */
  private async authorize(listeners: readonly ProjectListener[]): Promise<void> {
    try {
      const access = await this.access();
      for (const listener of listeners) this.serve(listener, () => listener.authorize(access));
    } catch (error) {
      this.report(error);
      for (const listener of listeners) listener.end('unavailable');
    }
    const waiting = this.held ?? [];
    this.held = undefined;
    for (const event of waiting) this.publish(event);
  }

  private serve(listener: ProjectListener, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.report(error);
      listener.end('unavailable');
    }
  }
}
