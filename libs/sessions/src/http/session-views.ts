import { Inject, Injectable, Optional } from '@nestjs/common';
import { mayGlobally, type Principal } from '#libs/access';
import { CatalogueQueries } from '#libs/environments';
import { RepositoryImagesQueries } from '#libs/images';
import { classFor, type ResourceClasses } from '#libs/resource-classes';
import { ResourceClassQueries } from '#libs/resources';
import { branchGoneSince } from '../read/branch-gone-since.js';
import { imageUpdate, type Offers } from '../read/image-update.js';
import { LAUNCH_STATUSES, type LaunchStatuses, type UsersLaunch } from '../read/launch-statuses.js';
import { environmentsOf } from '../read/session-order.js';
import type { Session } from '../session.js';
import { type SessionView, sessionView } from './session.dto.js';

const unresolved = {
  code: 'image-unresolved',
  advice:
    'Its registry could not be asked: whether the image exists is not known. It is pinned to what its tag has at its first launch; name it with its digest (…@sha256:…) to pin it now.',
};

/** What a session shows of the others of its project. */
interface Among {
  readonly defaultSessionId?: string | undefined;
}

/** What the events say of a session, and nothing of today's offers and launches. */
const recordedView = (session: Session, { defaultSessionId }: Among): SessionView => ({
  sessionId: session.sessionId,
  name: session.name,
  environment: { ...session.environment, keywords: [...session.environment.keywords] },
  source: session.source,
  resources: session.configuration.resources,
  repositories: session.configuration.repositories as SessionView['repositories'],
  storages: session.configuration.storages as SessionView['storages'],
  run: session.configuration.run,
  commits: session.configuration.commits,
  isDefault: session.sessionId === defaultSessionId,
  notices: session.environment.image.digest === undefined ? [unresolved] : [],
});

interface Today {
  readonly classes: ResourceClasses;
  readonly offers: Offers;
  readonly launches: ReadonlyMap<string, UsersLaunch>;
  /** For auditors: how many launches of each session have or want a run. */
  readonly live: ReadonlyMap<string, number> | undefined;
}

/** Whoever sees that others run it, and does not themselves, would take it for nobody's. */
const ownStatus = (own: UsersLaunch | undefined, live: Today['live']): Partial<SessionView> => ({
  status: own?.status ?? (live === undefined ? 'inactive' : undefined),
  launchId: own?.launchId,
  lastUsedAt: own?.lastUsedAt,
});

const todaysView = (session: Session, among: Among, { offers, launches, live, classes }: Today): SessionView => {
  const { environmentId } = session.environment;
  const launch = launches.get(environmentId);
  const own = launch?.sessionId === session.sessionId ? launch : undefined;
  const today = {
    resourceClass: classFor(session.configuration.resources, classes),
    imageUpdate: imageUpdate(session, offers),
    branchGoneSince: branchGoneSince(session, offers),
    live: live && (live.get(session.sessionId) ?? 0),
  };
  // into the one that was made for it: spread, this would be a fifteenth of what a list of sessions costs
  return Object.assign(recordedView(session, among), today, ownStatus(own, live));
};

/** Sessions as one caller sees them: joined with the catalogue's offers and with the caller's own launches. */
@Injectable()
export class SessionViews {
  constructor(
    private readonly catalogue: CatalogueQueries,
    private readonly images: RepositoryImagesQueries,
    private readonly resources: ResourceClassQueries,
    @Optional() @Inject(LAUNCH_STATUSES) private readonly statuses: LaunchStatuses | undefined,
  ) {}

  async today(shown: readonly Session[], among: Among, projectId: string, caller: Principal): Promise<SessionView[]> {
    const mayReadEveryRun = mayGlobally(caller, 'read-every-run') === 'allowed';
    const [offers, launches, live, classes] = await Promise.all([
      this.offers(shown),
      this.statuses?.ofUser(caller.userId, projectId, environmentsOf(shown)) ?? new Map<string, UsersLaunch>(),
      mayReadEveryRun ? (this.statuses?.live(projectId) ?? new Map<string, number>()) : undefined,
      this.resources.offered(),
    ]);
    return shown.map((session) => sessionView.parse(todaysView(session, among, { offers, launches, live, classes })));
  }

  private async offers(shown: readonly Session[]): Promise<Offers> {
    const fromCatalogue = shown.filter(({ source }) => source.kind === 'catalogue');
    const [catalogue, repositories] = await Promise.all([
      this.catalogue.environments(environmentsOf(fromCatalogue)),
      this.images.of(shown.flatMap(({ source }) => (source.kind === 'repository' ? [source.repositoryId] : []))),
    ]);
    return { catalogue, repositories };
  }

  past(shown: readonly Session[], among: Among): SessionView[] {
    return shown.map((session) => sessionView.parse(recordedView(session, among)));
  }
}
