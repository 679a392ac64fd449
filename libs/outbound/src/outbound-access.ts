import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AddressList } from './address-list.js';
import { isPublicAddress } from './is-public-address.js';
import type { OutboundRules } from './outbound-rules.js';
import { UnreachableError } from './unreachable-error.js';

/** All addresses of a host. Rejects where there is no such host. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** What an address leads to. Whoever connects takes these addresses and asks no more: the next answer may be another one. */
export interface Destination {
  /** As it is to be asked for. */
  readonly url: string;
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  /** At least one, unless a proxy resolves the host. */
  readonly addresses: readonly string[];
}

interface Options {
  readonly lookup?: Lookup;
  /** Whether connections are made by a proxy, which may know hosts that we do not. */
  readonly isProxied?: boolean;
}

const thisMachine = new AddressList(['127.0.0.0/8', '0.0.0.0/8', '::1', '::']);

const lookupAll: Lookup = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));

const isSame = (one: string, other: string): boolean =>
  one === other || (thisMachine.has(one) && thisMachine.has(other));

/** The one way to what users name. Nothing of a private network is reached unless the rules allow it. */
export class OutboundAccess {
  readonly #lookup: Lookup;
  readonly #isProxied: boolean;
  readonly #allowed: AddressList;

  constructor(
    private readonly rules: OutboundRules,
    options: Options = {},
  ) {
    this.#lookup = options.lookup ?? lookupAll;
    this.#isProxied = options.isProxied ?? false;
    this.#allowed = new AddressList(rules.allowed);
  }

  /** Asks for the host's addresses once. Throws `UnreachableError`, whatever the reason. */
  async destinationOf(address: string): Promise<Destination> {
    const url = new URL(address);
    const [host, port] = [hostOf(url), portOf(url)];
    const found = await this.#addressesOf(host);
    const never = await this.#neverAt(port);
    const addresses = found.filter((one) => this.#mayReach(host, one) && !never.some((other) => isSame(one, other)));
    if (addresses.length === 0 && (found.length > 0 || !this.#isProxied)) throw new UnreachableError(address);
    url.hostname = isIP(host) === 6 ? `[${host}]` : host;
    return { url: url.href, host, port, addresses };
  }

  #mayReach(host: string, address: string): boolean {
    return isPublicAddress(address) || this.rules.allowed.includes(host) || this.#allowed.has(address);
  }

  /** Addresses that may not be reached at this port. */
  async #neverAt(port: number): Promise<readonly string[]> {
    const hosts = this.rules.never
      .map((endpoint) => new URL(`http://${endpoint}`))
      .filter((endpoint) => portOf(endpoint) === port)
      .map(hostOf);
    return (await Promise.all(hosts.map((host) => this.#addressesOf(host)))).flat();
  }

  async #addressesOf(host: string): Promise<readonly string[]> {
    if (isIP(host) !== 0) return [host];
    return this.#lookup(host).catch(() => []);
  }
}
