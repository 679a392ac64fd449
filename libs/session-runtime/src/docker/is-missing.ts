/** The daemon does not have it. Podman answers 500 for what goes away while it is asked for, and says so in words. */
export function isMissing(error: unknown): boolean {
  if (!(error instanceof Error) || !('statusCode' in error)) return false;
  if (error.statusCode === 404) return true;
  return error.statusCode === 500 && /no such (container|volume|network)/.test(error.message);
}
