import { Inject, Injectable } from '@nestjs/common';
import { mayInProject, type Principal, readableFrom } from '#libs/access';
import { type AsOf, type EventStore, fold, parseAsOf, type Recorded, upTo } from '#libs/event-sourcing';
import { ProblemError, unescapedPlus } from '#libs/rest';
import { EVENT_STORE } from '#libs/slice';
import type { ProjectEvent } from '../project.events.js';
import { existing, type Project, type ProjectState, project, projectStream } from '../project.js';
import { projectProblems } from '../project.rejections.js';
import { projectAccess } from '../project-access.js';

const refuse = (parameter: string, detail: string): never => {
  throw new ProblemError(projectProblems['invalid-at'], detail, { errors: [{ pointer: `?${parameter}`, detail }] });
};

const mayLookBack = (who: Principal, now: Project, then: Project): boolean => {
  const access = projectAccess(now);
  if (now.deleted) return mayInProject(who, 'read-history', access) === 'allowed';
  const from = readableFrom(who, access);
  return from === 0n || (from !== undefined && then.publicSince === now.publicSince);
};

/** Time travel: a project folded from its stream up to a moment, for those who may see that. */
@Injectable()
export class PastProjects {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /**
   * The project at `at`: an RFC 3339 time or a decimal position. Members of today see all of its past; others see it
   * from where it was last made public (`readableFrom`). Of a deleted project the past is
   * history: for those who may read that.
   * Throws the problems `invalid-at` (malformed, or in the future) and `project-not-found` (not created yet, deleted by then, hidden).
   */
  async project(who: Principal, projectId: string, at: string): Promise<{ project: Project; asOf: AsOf }> {
    const asOf = await this.moment('at', at);
    const events = await this.eventsOf(projectId);
    const now = fold(project, events);
    const then = existing(fold(project, upTo(events, asOf)));
    if (now === undefined || then === undefined) throw new ProblemError('project-not-found');
    if (!mayLookBack(who, now, then)) throw new ProblemError('project-not-found');
    return { project: then, asOf };
  }

  /** The moment that a query's parameter names. Throws the problem `invalid-at`: malformed, or in the future. */
  async moment(parameter: string, text: string): Promise<AsOf> {
    const asOf = parseAsOf(text);
    if (asOf === undefined)
      return refuse(
        parameter,
        `Write a time like 2026-05-01T12:00:00Z (RFC 3339, with its offset) or a position of the log${unescapedPlus(text)}.`,
      );
    if (await this.isFuture(asOf))
      return refuse(parameter, 'This lies in the future: ask for a moment that has passed.');
    return asOf;
  }

  /** For whoever may read its history: at each moment the project, or undefined. Undefined where there never was one. */
  async statesAt(projectId: string, moments: readonly AsOf[]): Promise<readonly ProjectState[] | undefined> {
    const events = await this.eventsOf(projectId);
    return events.length === 0 ? undefined : moments.map((asOf) => existing(fold(project, upTo(events, asOf))));
  }

  private async eventsOf(projectId: string): Promise<readonly Recorded<ProjectEvent>[]> {
    return (await this.store.read(projectStream(projectId))) as unknown as Recorded<ProjectEvent>[];
  }

  private async isFuture(asOf: AsOf): Promise<boolean> {
    return 'position' in asOf ? asOf.position > (await this.store.head()) : asOf.time > Date.now();
  }
}
