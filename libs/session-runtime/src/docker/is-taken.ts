/** The daemon has an object of that name already. Docker answers 409, Podman 500 and says it in words. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && /already (in use|exists|used)/.test(error.message);
}
