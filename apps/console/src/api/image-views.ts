/** What a registry says of an image. */
export interface ImageCheck {
  readonly accessible: boolean;
  readonly reference: string;
  readonly digest?: string;
  readonly platforms: readonly string[];
  readonly sizeBytes?: number;
  readonly createdAt?: string;
  readonly problems: readonly {
    readonly code: string;
    readonly severity: 'error' | 'warning';
    readonly advice: string;
  }[];
}

export interface InstalledPackage {
  /** `dpkg`, `pip`, … */
  readonly manager: string;
  readonly name: string;
  readonly version: string;
  /** Digest of the one that brought it. */
  readonly layer?: string;
}

/** What is in an image. */
export interface ImageContents {
  readonly digest: string;
  readonly source: 'layers' | 'sbom';
  readonly unread: readonly string[];
  readonly managers: readonly { readonly manager: string; readonly packages: number }[];
  readonly found: number;
  readonly packages: readonly InstalledPackage[];
}

/** An image that is being read. */
export interface ImageReading {
  readonly digest: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** What moving from one image to another changes. */
export interface ImageComparison {
  readonly added: readonly InstalledPackage[];
  readonly removed: readonly InstalledPackage[];
  readonly changed: readonly {
    readonly manager: string;
    readonly name: string;
    readonly from: string;
    readonly to: string;
  }[];
}
