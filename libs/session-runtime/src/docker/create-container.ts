import type Docker from 'dockerode';

/**
 * Its client writes all that it is to be into the address, too, where nothing says what belongs there: engines and proxies log that,
 * and a session's token is among it.
 */
export function createContainer(
  docker: Docker,
  { name, ...body }: Docker.ContainerCreateOptions,
): Promise<Docker.Container> {
  const parts = { _query: name === undefined ? {} : { name }, _body: body };
  return docker.createContainer(parts as Docker.ContainerCreateOptions);
}
