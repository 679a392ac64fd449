/** Throws where it is none; the message does not show it, since it may be a piece of a password. */
const endpoint = (server: string, index: number, defaultPort: number): string => {
  const complete = /:[^\]]*$/.test(server) ? server : `${server}:${defaultPort}`;
  if (server === '' || !URL.canParse(`http://${complete}`))
    throw new Error(
      `is wrong at its server ${index + 1}: write host or host:port, and %2F or %40 for / or @ in a password`,
    );
  return complete;
};

/** As MongoDB writes the path of a socket: no address leads there. */
const isSocket = (server: string): boolean => /^%2F/i.test(server);

/** `host:port` of each server that a connection string names. */
export const endpointsIn = (connectionString: string, defaultPort: number): readonly string[] => {
  const [, servers = ''] = /:\/\/(?:[^@/]*@)?([^/?]+)/.exec(connectionString) ?? [];
  return servers
    .split(',')
    .flatMap((server, index) => (isSocket(server) ? [] : [endpoint(server, index, defaultPort)]));
};
