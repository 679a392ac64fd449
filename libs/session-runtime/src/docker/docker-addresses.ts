type Environment = Readonly<Record<string, string | undefined>>;

/** Where Docker's API is asked for, in this order: where DOCKER_HOST says and nowhere else, else where engines usually are. */
export function dockerAddresses({ DOCKER_HOST, XDG_RUNTIME_DIR }: Environment): readonly string[] {
  if (DOCKER_HOST !== undefined && DOCKER_HOST !== '') return [DOCKER_HOST];
  const own =
    XDG_RUNTIME_DIR === undefined ? [] : [`${XDG_RUNTIME_DIR}/docker.sock`, `${XDG_RUNTIME_DIR}/podman/podman.sock`];
  return ['/var/run/docker.sock', ...own, '/run/podman/podman.sock'].map((path) => `unix://${path}`);
}
