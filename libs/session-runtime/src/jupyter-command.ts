export interface JupyterOptions {
  readonly ip: string;
  /** 0: any, which it says in its runtime directory. */
  readonly port: number;
  /** What the user sees at first. */
  readonly root: string;
  /** Where it would run as root, it refuses to unless it may. */
  readonly isRoot: boolean;
}

/**
 * How JupyterLab is started, after its name. It is served through the gateway under another host name, hence allow_remote_access.
 * Neither allow_origin nor disable_check_xsrf is needed: Jupyter skips both checks for a request with the token header, and only
 * the gateway, which checks them itself, has the token.
 */
export function jupyterArguments({ ip, port, root, isRoot }: JupyterOptions): string[] {
  const settings = {
    'ServerApp.ip': ip,
    'ServerApp.port': String(port),
    // on another port than that it would be waited for in vain
    ...(port !== 0 && { 'ServerApp.port_retries': '0' }),
    'ServerApp.base_url': '/',
    'ServerApp.root_dir': root,
    'ServerApp.allow_remote_access': 'True',
    'ServerApp.open_browser': 'False',
    'ServerApp.allow_root': isRoot ? 'True' : 'False',
    'LabApp.check_for_updates_class': 'jupyterlab.NeverCheckForUpdate',
    'LabApp.news_url': 'None',
  };
  return ['--no-browser', ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)];
}
