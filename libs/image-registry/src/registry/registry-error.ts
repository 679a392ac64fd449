/** Why an image could not be looked at. */
export type RegistryFailure =
  | 'image-not-found'
  | 'image-not-public'
  | 'registry-unreachable'
  /** By its very name it leads where users' addresses may not. */
  | 'registry-not-allowed'
  /** It limits how often it is asked. */
  | 'registry-busy'
  /** What is there is something else, e.g. a Helm chart, or of a form of 2015. */
  | 'not-an-image'
  | 'platform-missing';

/** Its message is for whoever named the image: what is wrong, and what to do. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';

  constructor(
    readonly code: RegistryFailure,
    message: string,
    options?: ErrorOptions & { readonly retryAfterSeconds?: number | undefined; readonly isOfOneImage?: boolean },
  ) {
    super(message, options);
    this.retryAfterSeconds = options?.retryAfterSeconds;
    this.isOfOneImage = options?.isOfOneImage ?? false;
  }

  readonly retryAfterSeconds: number | undefined;
  /** It answered, and failed at what it was asked for: the others that it has may be there. */
  readonly isOfOneImage: boolean;
}
