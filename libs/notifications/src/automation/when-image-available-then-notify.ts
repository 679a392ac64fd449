import type { Policy } from '#libs/event-sourcing';
import type { ImagesEvent } from '#libs/images';

/** An editor of a project whose session has an older image. */
export interface SessionEditor {
  readonly userId: string;
  readonly projectId: string;
  readonly sessionId: string;
}

export interface ImageNews {
  /** Nobody where a still newer image of the branch is known. Throws NotYetError where that cannot be told yet. */
  concerned(image: {
    readonly repositoryId: string;
    readonly branch: string;
    readonly digest: string;
    readonly position: bigint;
    readonly revision: bigint;
  }): Promise<readonly SessionEditor[]>;
}

/** Pitch: "The user is notified when a new image is available and invited to change the image their session uses if they wish." */
export const whenImageAvailableThenNotify: Policy<ImagesEvent, ImageNews> = {
  name: 'when-image-available-then-notify',
  on: ['ImageAvailable'],
  then: async ({ data, position, revision }, news) => {
    const { repositoryId, branch, commit, image } = data;
    const editors = await news.concerned({ repositoryId, branch, digest: image.digest, position, revision });
    return editors.map(({ userId, projectId, sessionId }) => ({
      name: 'notify',
      key: `${sessionId} ${userId}`,
      data: { userId, notice: { kind: 'image-available', projectId, sessionId, image, commit, branch } },
    }));
  },
};
