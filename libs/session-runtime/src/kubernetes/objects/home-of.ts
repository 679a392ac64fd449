import type { V1EnvVar, V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import type { ImageConfig } from '#libs/image-registry';

export interface Home {
  readonly env: readonly V1EnvVar[];
  readonly volumes: readonly V1Volume[];
  readonly volumeMounts: readonly V1VolumeMount[];
}

const HOME = '/home/session';

/**
 * An image that is root's has no home for whoever it is run as instead: theirs would be `/`, where nobody may write, and JupyterLab does not
 * start. For its own user it may have one, with something in it.
 */
export const homeOf = (config?: ImageConfig): Home => {
  if (config === undefined || !/^(0|root)?(:|$)/.test(config.user)) return { env: [], volumes: [], volumeMounts: [] };
  return {
    env: [{ name: 'HOME', value: HOME }],
    volumes: [{ name: 'home', emptyDir: {} }],
    volumeMounts: [{ name: 'home', mountPath: HOME }],
  };
};
