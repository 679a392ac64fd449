import type Docker from 'dockerode';
import type { ImageConfig } from '#libs/image-registry';

/** As `resolveImageRun` asks for it. */
export function imageConfigOf({ Config }: Docker.ImageInspectInfo): ImageConfig {
  // An engine leaves out, or answers null for, what the image does not say
  const said: Partial<{ [K in keyof typeof Config]: (typeof Config)[K] | null }> = Config;
  return {
    entrypoint: [said.Entrypoint ?? []].flat(),
    command: said.Cmd ?? [],
    user: said.User ?? '',
    exposedPorts: Object.keys(said.ExposedPorts ?? {}),
  };
}
