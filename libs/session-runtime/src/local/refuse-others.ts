const rights =
  'every session would have the rights of the user who runs it: this version is for one person’s own machine';

/**
 * A session runs as the user of this computer: fine for oneself, never for anybody else. Throws, saying what to do, where the
 * process could serve others: one that starts sessions as well as one that only leads into them.
 */
export function refuseOthers({ listensBeyondLoopback }: { readonly listensBeyondLoopback: boolean }): void {
  const problem = problemOf(listensBeyondLoopback);
  if (problem !== undefined) throw new Error(`The local runtime refuses to start: ${problem}`);
}

function problemOf(listensBeyondLoopback: boolean): string | undefined {
  if (process.platform === 'win32') {
    return 'it needs process groups, which Windows does not have. Use Linux or macOS, for instance in a virtual machine.';
  }
  if (process.env['NODE_ENV'] === 'production') {
    return `NODE_ENV is production, and ${rights}. Start without NODE_ENV.`;
  }
  if (listensBeyondLoopback) {
    return `HOST lets other computers reach this service, and ${rights}. Set HOST=127.0.0.1.`;
  }
  return undefined;
}
