import type { Principal } from '#libs/access';

/** What is known of an image that somebody asks about. */
export interface HeldImage {
  readonly digest: string;
  /** Repositories (`host/path`) that hold it, or are said to. */
  readonly places: readonly string[];
}

/** Who may see what is in an image; also the token by which Nest provides it. */
export abstract class ImageAudience {
  /** Whether one of the places is one whose images this person may see. */
  abstract maySee(caller: Principal, image: HeldImage): Promise<boolean>;
}

/** Where images are read as everybody may pull them, everybody who is signed in may see what is in them. */
export class Everybody extends ImageAudience {
  override maySee(): Promise<boolean> {
    return Promise.resolve(true);
  }
}
