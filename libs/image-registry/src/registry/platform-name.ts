interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string | null | undefined;
}

/** As `docker pull --platform` takes it, e.g. `linux/arm64/v8`. */
export const platformName = ({ os, architecture, variant }: Platform): string =>
  [os, architecture, ...(variant ? [variant] : [])].join('/');

/** Whether what is built for one runs on the other: `linux/arm64` is meant where `linux/arm64/v8` is said, and the other way round. */
export const isForPlatform = (platform: string, wanted: string): boolean =>
  platform === wanted || platform.startsWith(`${wanted}/`) || wanted.startsWith(`${platform}/`);
