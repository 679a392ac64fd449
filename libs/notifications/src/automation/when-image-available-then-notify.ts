import type { Policy, PolicyCommand, Recorded } from '#libs/event-sourcing';
import type { ImagesEvent } from '#libs/images';
import type { SessionsEvent } from '#libs/sessions';
import type { ImageNewsEvent } from '../image-news.events.js';
import type { Subject } from '../inbox.js';
import type { Notice } from '../notifications.events.js';

type ImageChanged = Extract<SessionsEvent, { type: 'SessionImageChanged' }>;

/** The image of a branch's head of which is told. */
export interface ToldImage {
  readonly repositoryId: string;
  readonly branch: string;
  readonly digest: string;
  /** Of its event in the repository's stream. */
  readonly imageRevision: number;
}

/** A project with sessions that use the branch. */
export interface ProjectOfBranch {
  readonly projectId: string;
  readonly editors: readonly string[];
  /** How many of its sessions have an older image, and the first of them; undefined: none has. */
  readonly older?: { readonly sessionId: string; readonly sessionCount: number } | undefined;
}

export interface PartOfProjects {
  readonly projects: readonly ProjectOfBranch[];
  /** Undefined: there are no more. */
  readonly upTo?: string | undefined;
}

/** Throws NotYetError where it cannot be told yet. */
export interface BranchUsers {
  /** Some of the projects, after the one named; none where a still newer image of the branch is known. */
  some(
    image: ToldImage,
    from: { readonly after?: string | undefined; readonly position: bigint },
  ): Promise<PartOfProjects>;
  /** That of a session whose image was changed; undefined: it does not come from a repository of which an image is known. */
  ofSession(
    session: ImageChanged['data'],
    position: bigint,
  ): Promise<(ProjectOfBranch & Pick<ToldImage, 'repositoryId' | 'branch'>) | undefined>;
}

type OfBranch = Pick<ToldImage, 'repositoryId' | 'branch'>;
type Available = Recorded<Extract<ImagesEvent, { type: 'ImageAvailable' }>>;
type PartlyTold = Recorded<ImageNewsEvent>;

const withdrawals = ({ projectId, editors }: ProjectOfBranch, { repositoryId, branch }: OfBranch): PolicyCommand[] => {
  const about: Subject = { kind: 'image-available', projectId, repositoryId, branch };
  return editors.map((userId) => ({
    name: 'withdraw',
    key: `withdraw ${projectId} ${userId}`,
    data: { userId, ...about },
  }));
};

/** Which session is the first may be another one when the event is answered again: that is another command, and the same notification. */
const notices = (
  { projectId, editors, older }: ProjectOfBranch,
  told: Pick<Extract<Notice, { kind: 'image-available' }>, 'image' | 'commit' | 'branch' | 'repositoryId'>,
): PolicyCommand[] => {
  if (older === undefined) return [];
  const notice: Notice = { kind: 'image-available', projectId, ...older, ...told };
  return editors.map((userId) => ({
    name: 'notify',
    key: `${projectId} ${older.sessionId} ${older.sessionCount} ${userId}`,
    data: { userId, notice },
  }));
};

const tell = async (event: Available | PartlyTold, users: BranchUsers): Promise<readonly PolicyCommand[]> => {
  const { repositoryId, branch, commit, image } = event.data;
  const begun = event.type === 'ImageNewsPartlyTold' ? event.data : undefined;
  const imageRevision = begun?.imageRevision ?? Number(event.revision);
  const after = begun?.toldUpTo;
  const from = { after, position: event.position };
  const { projects, upTo } = await users.some({ repositoryId, branch, digest: image.digest, imageRevision }, from);
  const told = { image, commit, branch, repositoryId };
  const commands = projects.flatMap((project) =>
    project.older === undefined ? withdrawals(project, told) : notices(project, told),
  );
  if (upTo === undefined) return commands;
  const data = { ...told, imageRevision, after, toldUpTo: upTo };
  return [...commands, { name: 'continue', key: `continue ${upTo}`, data }];
};

const withdrawTaken = async ({ data, position }: Recorded<ImageChanged>, users: BranchUsers) => {
  const project = await users.ofSession(data, position);
  return project === undefined || project.older !== undefined ? [] : withdrawals(project, project);
};

/**
 * Pitch: "The user is notified when a new image is available and invited to change the image their session uses if they wish." Once for
 * all sessions of a project; what nobody can take any more, since all have it or the branch went back, leaves the inboxes. Very many are
 * told part by part, what else there is to tell in between. All in one policy, so that none of it can overtake another.
 */
export const whenImageAvailableThenNotify: Policy<ImagesEvent | ImageNewsEvent | ImageChanged, BranchUsers> = {
  name: 'when-image-available-then-notify',
  on: ['ImageAvailable', 'ImageNewsPartlyTold', 'SessionImageChanged'],
  then: (event, users) => {
    switch (event.type) {
      case 'SessionImageChanged':
        return withdrawTaken(event, users);
      case 'ImageAvailable':
      case 'ImageNewsPartlyTold':
        return tell(event, users);
      // what a branch that is gone had can still be taken
      case 'BranchGone':
      case 'BranchReappeared':
        return Promise.resolve([]);
    }
  },
};
