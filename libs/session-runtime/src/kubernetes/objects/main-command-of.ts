import type { ResolvedImageRun } from '#libs/image-registry';

export interface MainCommand {
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
}

/**
 * Served through the gateway under another host name, hence allow_remote_access. Neither allow_origin nor disable_check_xsrf
 * is needed: Jupyter skips both checks for a request with the token header, and only the gateway, which checks them itself,
 * has the token.
 */
const jupyterSettings = (port: number) => ({
  'ServerApp.ip': '0.0.0.0',
  'ServerApp.port': port,
  // Where that port is taken the probe would wait for ever.
  'ServerApp.port_retries': 0,
  'ServerApp.base_url': '/',
  'ServerApp.root_dir': '/work',
  'ServerApp.allow_remote_access': 'True',
  'ServerApp.open_browser': 'False',
  'LabApp.check_for_updates_class': 'jupyterlab.NeverCheckForUpdate',
  'LabApp.news_url': 'None',
});

/** What the container is told to run; where it is told nothing, the image's own entry point. */
export const mainCommandOf = ({ frontEnd, command, args, port }: ResolvedImageRun): MainCommand => {
  if (frontEnd === 'http' || args !== undefined) return { command, args };
  const settings = Object.entries(jupyterSettings(port)).map(([name, value]) => `--${name}=${value}`);
  return { command: command ?? ['jupyter', 'lab'], args: ['--no-browser', ...settings] };
};
