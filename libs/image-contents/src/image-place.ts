/** Where an image is, and as whom it is read there. */
export interface ImagePlace {
  /** `host/path` */
  readonly repository: string;
  /** `operator`: with this installation's credentials, so that not everybody may see what is read. */
  readonly access: 'everybody' | 'operator';
}

export const isSamePlace = (one: ImagePlace, other: ImagePlace): boolean =>
  one.repository === other.repository && one.access === other.access;
