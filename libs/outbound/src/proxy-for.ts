import { AddressList } from './address-list.js';
import { hostOf } from './host-of.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy through which Git asks for an address: the variables that curl reads, and `HTTP_PROXY` is none of them. */
export function proxyFor(url: URL, environment: Environment): string | undefined {
  const names = url.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy'];
  const proxy = firstOf([...names, 'all_proxy', 'ALL_PROXY'], environment);
  return proxy === '' || isAmong(firstOf(['no_proxy', 'NO_PROXY'], environment), hostOf(url)) ? undefined : proxy;
}

/** Of what is set, also to nothing. */
function firstOf(names: readonly string[], environment: Environment): string {
  return names.map((name) => environment[name]).find((value) => value !== undefined) ?? '';
}

function isAmong(list: string, host: string): boolean {
  if (list.trim() === '*') return true;
  const entries = list
    .toLowerCase()
    .split(/[\s,]+/)
    .map((entry) => entry.replace(/^\.|^\[|[\].]$/g, ''))
    .filter((entry) => entry !== '');
  return entries.some((entry) => `.${host}`.endsWith(`.${entry}`)) || new AddressList(entries).has(host);
}
