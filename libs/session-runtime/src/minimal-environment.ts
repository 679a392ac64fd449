/** Never our own environment: it holds connection strings and secrets. Only what a program needs to find its way. */
export function minimalEnvironment(extra: Readonly<Record<string, string>>): Record<string, string> {
  const passed = ['LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'SSL_CERT_FILE', 'SSL_CERT_DIR', ...proxies].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { PATH: systemPath, LANG: 'C.UTF-8', ...Object.fromEntries(passed), ...withoutLoopback(), ...extra };
}

export const systemPath = '/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin:/usr/sbin:/sbin';

const proxies = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'all_proxy'];

/** A session's own servers listen on loopback, where a proxy would not find them. */
function withoutLoopback(): Record<string, string> {
  if (!proxies.some((name) => process.env[name])) return {};
  const given = process.env['no_proxy'] ?? process.env['NO_PROXY'];
  const list = [...(given === undefined ? [] : [given]), 'localhost', '127.0.0.1'].join(',');
  return { no_proxy: list, NO_PROXY: list };
}
