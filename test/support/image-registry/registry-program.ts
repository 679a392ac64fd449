/** Debian's docker-registry 2.8, or whichever REGISTRY_PROGRAM names: `.ci/run` builds distribution 3. */
export const registryProgram = (): string => process.env['REGISTRY_PROGRAM'] ?? 'docker-registry';
