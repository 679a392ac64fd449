import type { ApiPod } from './api-pod.js';

export const hasVolume = ({ spec: { volumes = [] } }: ApiPod, name: string): boolean =>
  volumes.some((volume) => volume.name === name);
