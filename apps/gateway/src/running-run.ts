import { type AccessCredential, mayInProject, type PersonalTokens, type SignedOutBrowsers } from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import { LaunchQueries } from '#libs/launches';
import { ProjectAccessFromReadModel } from '#libs/projects';
import type { Bearer } from './access-grant.js';

export interface RunningRunOptions {
  readonly readModels: ReadModels;
  readonly personalTokens: Pick<PersonalTokens, 'list'>;
  readonly signedOutBrowsers: Pick<SignedOutBrowsers, 'has'>;
}

/**
 * The number of the launch's run, where the launch is this user's and runs, its project may still be read by them, and what they came
 * with is still good, if anything: a token that was revoked lets nobody in, nor does a browser in which they have signed out.
 */
export const runningRun = ({ readModels, personalTokens, signedOutBrowsers }: RunningRunOptions) => {
  const launches = new LaunchQueries(readModels);
  const projects = new ProjectAccessFromReadModel(readModels);
  const isGood: Record<AccessCredential['kind'], (userId: string, id: string) => Promise<boolean>> = {
    'personal-token': async (userId, id) => (await personalTokens.list(userId)).some(({ tokenId }) => tokenId === id),
    browser: async (userId, id) => !(await signedOutBrowsers.has(userId, id)),
  };
  return async ({ launchId, userId, credential }: Bearer): Promise<number | undefined> => {
    if (credential !== undefined && !(await isGood[credential.kind](userId, credential.id))) return undefined;
    const launch = await launches.own(launchId, userId);
    if (launch?.status !== 'running') return undefined;
    const who = { userId, displayName: '', roles: new Set<never>() };
    const answer = mayInProject(who, 'launch-session', await projects.of(launch.projectId));
    return answer === 'allowed' ? launch.run : undefined;
  };
};
