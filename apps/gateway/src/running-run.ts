import { mayInProject } from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import { LaunchQueries } from '#libs/launches';
import { ProjectAccessFromReadModel } from '#libs/projects';

/** The number of the launch's run, where the launch is this user's and runs, and its project may still be read by them. */
export const runningRun = (readModels: ReadModels) => {
  const launches = new LaunchQueries(readModels);
  const projects = new ProjectAccessFromReadModel(readModels);
  return async (launchId: string, userId: string): Promise<number | undefined> => {
    const launch = await launches.own(launchId, userId);
    if (launch?.status !== 'running') return undefined;
    const who = { userId, displayName: '', roles: new Set<never>() };
    const answer = mayInProject(who, 'launch-session', await projects.of(launch.projectId));
    return answer === 'allowed' ? launch.run : undefined;
  };
};
