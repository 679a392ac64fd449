/** Something that the palette goes to or does. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  /** What it is, in a word or two. */
  readonly kind: string;
  readonly choose: () => void;
}
