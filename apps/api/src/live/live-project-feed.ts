import type { ProjectAccessLookup } from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import {
  type FeedEnd,
  type HistoryQueries,
  type ProjectChannels,
  ProjectFeed,
  type Viewer,
  viewerOf,
} from '#libs/history';
import { ProblemError } from '#libs/rest';
import type { FeedListener } from './feed-listener.js';
import type { LiveFeed } from './live-feed.js';
import { readPast } from './read-past.js';

export interface ProjectFeedParts {
  readonly channels: ProjectChannels;
  readonly history: HistoryQueries;
  readonly readModels: ReadModels;
  /** As the log says. */
  readonly projects: ProjectAccessLookup;
}

const PAST_WAIT_MS = 10_000;

/** A project, as one listener may read it. */
export class LiveProjectFeed implements LiveFeed {
  private readonly feed: ProjectFeed;

  constructor(
    private readonly parts: ProjectFeedParts,
    private readonly projectId: string,
    after: bigint | undefined,
    private readonly listener: FeedListener,
  ) {
    this.feed = new ProjectFeed({
      channels: parts.channels,
      after,
      projectId,
      past: (viewer, from, upTo) => this.past(viewer, { from, upTo }),
      viewer: (access) => viewerOf(listener.principal(), access),
      isCongested: () => listener.isCongested(),
      emit: (event) => listener.emit(event),
      end: (reason, position) => listener.ended(reason, position),
    });
  }

  get position(): bigint {
    return this.feed.position;
  }

  attach(): void {
    this.feed.attach();
  }

  async admit(): Promise<void> {
    await this.reauthorize();
    if (this.feed.ended === 'access-lost') throw new ProblemError('project-not-found');
    if (this.feed.ended !== undefined) throw new ProblemError('event-store-unavailable');
  }

  open(): Promise<void> {
    return this.feed.open();
  }

  reauthorize(): Promise<void> {
    return this.feed.authorizeBy(() => this.parts.projects.of(this.projectId));
  }

  end(reason: FeedEnd): void {
    this.feed.end(reason);
  }

  close(): void {
    this.feed.close();
  }

  private async *past(
    viewer: Viewer,
    { from, upTo }: { readonly from: bigint; readonly upTo: bigint },
  ): ReturnType<HistoryQueries['all']> {
    const { readModels, history } = this.parts;
    // nobody's turn to read passes meanwhile
    if (!(await readModels.waitFor(upTo, PAST_WAIT_MS))) throw new ProblemError('read-model-behind');
    const pages = history.pages({ projectId: this.projectId, viewer, after: from });
    yield* readPast(pages, this.listener, () => !this.feed.isClosed);
  }
}
