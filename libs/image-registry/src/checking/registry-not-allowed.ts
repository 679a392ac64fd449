import { RegistryError } from '../registry/registry-error.js';

/** Of `host[:port]`, in words for whoever named it. */
export const registryNotAllowed = (registry: string): RegistryError =>
  new RegistryError(
    'registry-not-allowed',
    `${registry} is an address of a private network or of a machine itself, and this installation allows none such (OUTBOUND_ALLOWED): name a public registry, or ask an administrator to publish the image in the catalogue.`,
  );
