import { Inject, Injectable } from '@nestjs/common';
import type { Filter, Projected, ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import { existing, type Project } from '../project.js';
import { projects } from './projects.projection.js';

export interface Page {
  readonly limit: number;
  /** Name and id of the last one of the page before. */
  readonly after?: readonly string[] | undefined;
}

const beyond = ([name, projectId]: readonly string[]): Filter => ({
  $or: [{ name: { $gt: name } }, { name, projectId: { $gt: projectId } }],
});

@Injectable()
export class ProjectQueries {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  async project(projectId: string): Promise<Project | undefined> {
    return existing(await this.readModels.documents<Project>(projects).get(projectId));
  }

  /** Of these, those that there are. */
  async withIds(projectIds: readonly string[]): Promise<ReadonlyMap<string, Project>> {
    const found = await this.some(projectIds);
    return new Map(found.flatMap((project) => (existing(project) === undefined ? [] : [[project.projectId, project]])));
  }

  /** Those that the user is a member of, by name. */
  async ofMember(userId: string, page: Page): Promise<Projected<Project>[]> {
    return this.find({ 'members.userId': userId }, page);
  }

  /** All that the user is an owner of. */
  async ofOwner(userId: string): Promise<Projected<Project>[]> {
    const found = await this.readModels.documents<Project>(projects).find({ 'members.userId': userId });
    return found.filter(({ members }) => members.some((one) => one.userId === userId && one.role === 'owner'));
  }

  /** Everybody's, those that were deleted left out, by name. */
  async ofEverybody(visibility: 'public' | 'all', page: Page): Promise<Projected<Project>[]> {
    return this.find(visibility === 'public' ? { visibility } : { deleted: false }, page);
  }

  private async some(projectIds: readonly string[]): Promise<readonly Project[]> {
    const documents = this.readModels.documents<Project>(projects);
    const [only] = projectIds;
    if (only === undefined) return [];
    if (projectIds.length > 1) return documents.find({ _id: { $in: projectIds } });
    // one alone is often in memory
    const found = await documents.get(only);
    return found === undefined ? [] : [found];
  }

  private find(filter: Filter, { limit, after }: Page): Promise<Projected<Project>[]> {
    return this.readModels
      .documents<Project>(projects)
      .find({ ...filter, ...(after === undefined ? {} : beyond(after)) }, { sort: { name: 1, projectId: 1 }, limit });
  }
}
