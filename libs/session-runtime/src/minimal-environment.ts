import { resolve } from 'node:path';

const EXTRA_AUTHORITIES = 'NODE_EXTRA_CA_CERTS';

/** Never our own environment: it holds connection strings and secrets. Only what a program needs to find its way. */
export function minimalEnvironment(extra: Readonly<Record<string, string>>): Record<string, string> {
  const passed = given('LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'SSL_CERT_FILE', 'SSL_CERT_DIR', ...proxies);
  return { PATH: systemPath, LANG: 'C.UTF-8', ...passed, ...withoutLoopback(), ...extra };
}

/** The file with authorities that this process believes beside those that Node knows, as Node is told of it. */
export const extraAuthorities = (): string | undefined => {
  const file = process.env[EXTRA_AUTHORITIES];
  return file && resolve(file);
};

/** For another Node on this machine, which has another working directory. */
export const authoritiesEnvironment = (): Record<string, string> => {
  const file = extraAuthorities();
  return file === undefined ? {} : { [EXTRA_AUTHORITIES]: file };
};

/** For programs of another machine, which find their way as we do. */
export const proxyEnvironment = (): Record<string, string> => given(...proxies, 'no_proxy', 'NO_PROXY');

function given(...names: readonly string[]): Record<string, string> {
  const set = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(set);
}

export const systemPath = '/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin:/usr/sbin:/sbin';

const proxies = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'all_proxy'];

/** A session's own servers listen on loopback, where a proxy would not find them. */
function withoutLoopback(): Record<string, string> {
  if (!proxies.some((name) => process.env[name])) return {};
  const said = process.env['no_proxy'] ?? process.env['NO_PROXY'];
  const list = [...(said === undefined ? [] : [said]), 'localhost', '127.0.0.1'].join(',');
  return { no_proxy: list, NO_PROXY: list };
}
