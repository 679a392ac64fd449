import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { type ResourceClasses } from '#libs/resource-classes';
import { ResourceClassQueries } from '#libs/resources';
import type { SessionRuntimeReader } from '#libs/session-runtime';
import { entitlementOf, LAUNCHABLE_PROJECTS, type LaunchableProjects } from '../facts/launchable-project.js';
import type { LaunchConfiguration } from '../launch.events.js';
import type { Launch } from '../launch.js';
import { diskExpiresAt, LAUNCH_LIMITS, type LaunchLimits } from '../launch-limits.js';
import { queuePosition } from '../launch-queue.js';
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
    const projectIds = [...new Set(launches.map(({ projectId }) => projectId))];
    const isWaiting = launches.some(({ phase }) => phase === 'queued');
    const [found, offered, live] = await Promise.all([
      Promise.all(projectIds.map(async (id) => [id, await this.projects.of(id)] as const)),
      this.resources.offered(),
      isWaiting ? this.queries.live(launches[0]?.userId ?? '') : [],
    ]);
    const projects = new Map(found);
    return launches.map((launch) => {
      const project = projects.get(launch.projectId);
      const current = entitlementOf(project, launch) === 'granted' ? project?.session(launch.sessionId) : undefined;
      return this.view(launch, {
        queuePosition: this.queuePosition(launch, live),
        configurationChanged:
          launch.status !== 'inactive' &&
          current !== undefined &&
          !isDeepStrictEqual(plain(asLaunched(current, launch, offered)), plain(launch.configuration)),
      });
    });
  }

  private queuePosition(launch: Launch, live: readonly Launch[]): number | undefined {
    if (launch.phase !== 'queued') return undefined;
    return queuePosition(launch, live, this.limits.runningPerUser) || undefined;
  }

  private view(launch: Launch, computed: Pick<LaunchView, 'configurationChanged' | 'queuePosition'>): LaunchView {
    const { launchId, run, projectId, sessionId, configuration, phase, phaseDetail, warnings, timeline, shown } =
      launch;
    return launchView.parse({
      ...{ launchId, run, projectId, sessionId, phase, phaseDetail, warnings, timeline },
      ...computed,
      environmentId: configuration.environment.environmentId,
      status: shown,
      reason: reasonOf(launch),
      image: configuration.image,
      resources: configuration.resources,
      resourceClass: configuration.resourceClass,
      runtime: this.runtime.facts,
      diskExpiresAt: diskExpiresAt(launch, this.limits),
    });
  }
}
