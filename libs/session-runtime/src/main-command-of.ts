import type { ResolvedImageRun } from '#libs/image-registry';
import { jupyterArguments } from './jupyter-command.js';

/** In place of the image's entry point and of its command, as Kubernetes means these words; absent, the image's own. */
export interface MainCommand {
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
}

/** What a container is told to run. An image's entry point, which prepares its environment, stays unless somebody says otherwise. */
export function mainCommandOf({ frontEnd, command, args, port }: ResolvedImageRun, isRoot: boolean): MainCommand {
  if (frontEnd === 'http' || args !== undefined) return { command, args };
  const started = jupyterArguments({ ip: '0.0.0.0', port, root: '/work', isRoot });
  return command === undefined ? { args: ['jupyter', 'lab', ...started] } : { command, args: started };
}
