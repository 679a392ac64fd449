import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { type ResourceClasses } from '#libs/resource-classes';
import { ResourceClassQueries } from '#libs/resources';
import type { SessionRuntimeReader } from '#libs/session-runtime';
import {
  entitlementOf,
  LAUNCHABLE_PROJECTS,
  type LaunchableProject,
  type LaunchableProjects,
  mayLaunch,
} from '../facts/launchable-project.js';
import type { LaunchConfiguration } from '../launch.events.js';
import type { Launch } from '../launch.js';
import { diskExpiresAt, LAUNCH_LIMITS, type LaunchLimits } from '../launch-limits.js';
import { ownInClass, placeHolders, queuePosition } from '../launch-queue.js';
import { LaunchQueries } from '../read/launches.queries.js';
import { reasonAdvice } from '../read/reason-advice.js';
import { resolveResources } from '../resolve-resources.js';
import { type LaunchView, launchView } from './launch.dto.js';
import { SESSION_RUNTIME_READER } from './launch.ports.js';

/** As it looks in JSON, where what is undefined is absent. */
const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));

/** What the launch resolved is no change of a session that named no digest, nor of one that asks for a minimum. */
const asLaunched = (current: LaunchConfiguration, { configuration: { image } }: Launch, offered: ResourceClasses) => {
  const isPinned = current.image.digest !== undefined || current.image.reference !== image.reference;
  return resolveResources(isPinned ? current : { ...current, image }, offered) ?? current;
};

const reasonOf = ({ reason }: Launch): LaunchView['reason'] => {
  const advice = reason && reasonAdvice(reason.code);
  return advice === undefined ? undefined : { code: reason?.code ?? '', message: reason?.message ?? advice, advice };
};

type Holder = NonNullable<LaunchView['queue']>['holders'][number];
type ProjectsById = ReadonlyMap<string, LaunchableProject | undefined>;

/** What their user may not read any more is not named. */
const names = (launch: Launch, project: LaunchableProject | undefined): Partial<LaunchView> => {
  const isReadable = project !== undefined && mayLaunch(project, launch.userId);
  return isReadable ? { projectName: project.name, sessionName: project.nameOf(launch.sessionId) } : {};
};

@Injectable()
export class LaunchViews {
  constructor(
    private readonly queries: LaunchQueries,
    @Inject(LAUNCHABLE_PROJECTS) private readonly projects: LaunchableProjects,
    @Inject(SESSION_RUNTIME_READER) private readonly runtime: SessionRuntimeReader,
    private readonly resources: ResourceClassQueries,
    @Inject(LAUNCH_LIMITS) private readonly limits: LaunchLimits,
  ) {}

  /** All of one user. Each project is folded once. */
  async of(launches: readonly Launch[]): Promise<LaunchView[]> {
    const isWaiting = launches.some(({ phase }) => phase === 'queued');
    const live = isWaiting ? await this.queries.live(launches[0]?.userId ?? '') : [];
    const [projects, offered] = await Promise.all([this.projectsOf([...launches, ...live]), this.resources.offered()]);
    const view = async (launch: Launch): Promise<LaunchView> => {
      const project = projects.get(launch.projectId);
      const current = entitlementOf(project, launch) === 'granted' ? project?.session(launch.sessionId) : undefined;
      return this.view(launch, {
        ...names(launch, project),
        ...(await this.waiting(launch, { live, projects, offered })),
        configurationChanged:
          launch.status !== 'inactive' &&
          current !== undefined &&
          !isDeepStrictEqual(plain(asLaunched(current, launch, offered)), plain(launch.configuration)),
      });
    };
    return Promise.all(launches.map(view));
  }

  private async projectsOf(launches: readonly Launch[]): Promise<ProjectsById> {
    const projectIds = [...new Set(launches.map(({ projectId }) => projectId))];
    return new Map(await Promise.all(projectIds.map(async (id) => [id, await this.projects.of(id)] as const)));
  }

  /** Rule 10: what it waits for: a place among its user's, or a run of its resource class. */
  private async waiting(
    launch: Launch,
    { live, projects, offered }: { live: readonly Launch[]; projects: ProjectsById; offered: ResourceClasses },
  ): Promise<Partial<LaunchView>> {
    if (launch.phase !== 'queued') return {};
    const limit = this.limits.runningPerUser;
    const position = queuePosition(launch, live, limit);
    const named = (holder: Launch) => {
      const { launchId, projectId, sessionId } = holder;
      return { launchId, projectId, sessionId, ...names(holder, projects.get(projectId)) };
    };
    if (position === 0) return this.waitingForClass(launch, { live, offered, named });
    return { queuePosition: position, queue: { limit, holders: placeHolders(launch, live, limit).map(named) } };
  }

  private async waitingForClass(
    launch: Launch,
    { live, offered, named }: { live: readonly Launch[]; offered: ResourceClasses; named: (holder: Launch) => Holder },
  ): Promise<Partial<LaunchView>> {
    const { launchId, classTurn, configuration } = launch;
    const { resourceClass } = configuration;
    const limit = offered.find((one) => one.resourceClassId === resourceClass?.resourceClassId)?.capacity;
    if (resourceClass === undefined || classTurn === undefined || limit === undefined) return {};
    const ahead = await this.queries.aheadInClass({
      resourceClassId: resourceClass.resourceClassId,
      launchId,
      classTurn,
    });
    const own = ownInClass(launch, live).slice(0, limit);
    const others = Math.max(0, Math.min(limit, ahead) - own.length);
    return {
      queuePosition: Math.max(1, ahead - limit + 1),
      queue: { limit, resourceClass, holders: own.map(named), others },
    };
  }

  private view(launch: Launch, computed: Pick<LaunchView, 'configurationChanged'> & Partial<LaunchView>): LaunchView {
    const { launchId, run, projectId, sessionId, configuration, phase, phaseDetail, warnings, timeline, shown } =
      launch;
    return launchView.parse({
      ...{ launchId, run, projectId, sessionId, phase, phaseDetail, warnings, timeline },
      ...computed,
      environmentId: configuration.environment.environmentId,
      status: shown,
      announcedPause: launch.announced,
      reason: reasonOf(launch),
      image: configuration.image,
      resources: configuration.resources,
      resourceClass: configuration.resourceClass,
      runtime: { ...this.runtime.facts, filesAtRest: this.runtime.archive !== undefined },
      diskExpiresAt: diskExpiresAt(launch, this.limits),
    });
  }
}
