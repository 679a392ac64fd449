/** One package that an image has. */
export interface InstalledPackage {
  /** Whose words name and version are: `dpkg`, `apk`, `conda`, `pip`, `r`, `julia`, `npm`; of an SBOM, whatever it says. */
  readonly manager: string;
  readonly name: string;
  readonly version: string;
  /** The digest of the layer that brought it in this version; an SBOM does not say. */
  readonly layer?: string | undefined;
}
