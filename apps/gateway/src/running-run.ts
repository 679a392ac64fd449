import { mayInProject, type PersonalTokens } from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import { LaunchQueries } from '#libs/launches';
import { ProjectAccessFromReadModel } from '#libs/projects';

/**
 * The number of the launch's run, where the launch is this user's and runs, its project may still be read by them, and the token is
 * still good by which they came, if by one: what was revoked lets nobody in.
 */
export const runningRun = (readModels: ReadModels, tokens: Pick<PersonalTokens, 'list'>) => {
  const launches = new LaunchQueries(readModels);
  const projects = new ProjectAccessFromReadModel(readModels);
  const isGood = async (userId: string, personalTokenId: string): Promise<boolean> =>
    (await tokens.list(userId)).some(({ tokenId }) => tokenId === personalTokenId);
  return async (launchId: string, userId: string, personalTokenId?: string): Promise<number | undefined> => {
    if (personalTokenId !== undefined && !(await isGood(userId, personalTokenId))) return undefined;
    const launch = await launches.own(launchId, userId);
    if (launch?.status !== 'running') return undefined;
    const who = { userId, displayName: '', roles: new Set<never>() };
    const answer = mayInProject(who, 'launch-session', await projects.of(launch.projectId));
    return answer === 'allowed' ? launch.run : undefined;
  };
};
