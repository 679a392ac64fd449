import { mayInProject } from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import { LaunchQueries } from '#libs/launches';
import { ProjectAccessFromReadModel } from '#libs/projects';

/** The launch is this user's, it runs, and its project may still be read by them. */
export const mayAccess = (readModels: ReadModels) => {
  const launches = new LaunchQueries(readModels);
  const projects = new ProjectAccessFromReadModel(readModels);
  return async (launchId: string, userId: string): Promise<boolean> => {
    const launch = await launches.own(launchId, userId);
    if (launch?.status !== 'running') return false;
    const who = { userId, displayName: '', roles: new Set<never>() };
    return mayInProject(who, 'launch-session', await projects.of(launch.projectId)) === 'allowed';
  };
};
