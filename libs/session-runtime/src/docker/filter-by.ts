import { labelName } from './object-labels.js';

/** For listing what has a label. By one label only: of several, Docker wants all, and Podman any. */
export function filterBy(name: Parameters<typeof labelName>[0], value: string): { label: string[] } {
  return { label: [`${labelName(name)}=${value}`] };
}
