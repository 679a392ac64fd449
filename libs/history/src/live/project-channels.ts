import type { ProjectAccessLookup } from '#libs/access';
import type { Recorded } from '#libs/event-sourcing';
import { historyEntry } from '../read/history-entry.js';
import { LiveEvent } from './live-event.js';
import type { LogHub } from './log-hub.js';
import { ProjectChannel, type ProjectListener } from './project-channel.js';

/** The log's events, handed to those who listen to their project: an event costs what the listeners of its own project cost. */
export class ProjectChannels {
  private readonly channels = new Map<string, ProjectChannel>();
  private detach: (() => void) | undefined;

  /**
   * @param projects as the log says
   * @param report told what failed for one listener or project
   */
  constructor(
    private readonly hub: Pick<LogHub, 'position' | 'attach'>,
    private readonly projects: ProjectAccessLookup,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Everything up to here was handed on, or waits for a decision about who may see it. */
  get position(): bigint {
    return this.hub.position;
  }

  /** Returns how to stop listening. */
  listen(projectId: string, listener: ProjectListener): () => void {
    const channel = this.channels.get(projectId) ?? new ProjectChannel(() => this.projects.of(projectId), this.report);
    this.channels.set(projectId, channel);
    channel.add(listener);
    this.detach ??= this.hub.attach((event) => this.publish(event));
    return () => {
      channel.remove(listener);
      if (channel.isEmpty && this.channels.get(projectId) === channel) this.close(projectId);
    };
  }

  private publish(event: Recorded): void {
    const entry = historyEntry(event);
    const channel = entry === undefined ? undefined : this.channels.get(entry.projectId);
    if (entry !== undefined) channel?.publish(new LiveEvent(entry));
  }

  private close(projectId: string): void {
    this.channels.delete(projectId);
    if (this.channels.size > 0) return;
    this.detach?.();
    this.detach = undefined;
  }
}
