/** A name and a version, as a package's own files say them. */
export interface NamedVersion {
  readonly name: string;
  readonly version: string;
}

/** Images are anybody's, and what is taken from them is kept and shown. */
const sayable = /^[^\s\p{C}]{1,200}$/u;

/** None where one of the two is missing, or is no word that a package could have. */
export const namedVersion = (name: string | undefined, version: string | undefined): readonly NamedVersion[] =>
  name !== undefined && version !== undefined && sayable.test(name) && sayable.test(version) ? [{ name, version }] : [];
