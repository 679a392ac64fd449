import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AddressList } from './address-list.js';
import { BoundedLookup, type Lookup } from './bounded-lookup.js';
import { hostOf } from './host-of.js';
import { isPublicAddress } from './is-public-address.js';
import { OutboundBusyError } from './outbound-busy-error.js';
import type { OutboundRules } from './outbound-rules.js';
import { UnreachableError } from './unreachable-error.js';

/** What an address leads to. Whoever connects takes these addresses and asks no more: the next answer may be another one. */
export interface Destination {
  /** As it is to be asked for. */
  readonly url: string;
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  /** At least one, unless a proxy resolves the host. */
  readonly addresses: readonly string[];
  /** Through which it is to be asked for; undefined: through none. */
  readonly proxy: string | undefined;
}

interface Options {
  readonly lookup?: Lookup;
  /** Who connects to it in our place, and may know hosts that we do not. */
  readonly proxyFor?: (url: URL) => string | undefined;
}

const thisMachine = new AddressList(['127.0.0.0/8', '0.0.0.0/8', '::1', '::']);

/** RFC 6761: these names are this machine's, whatever a lookup says; curl does not even ask. */
const isLocalhost = (host: string): boolean => /(^|\.)localhost$/.test(host);

const localhost: readonly string[] = ['::1', '127.0.0.1'];

/** Of the process: its threads are. */
const lookupOfProcess = new BoundedLookup(async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address),
);

const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));

/** Also where one of them is the other as IPv6 writes it. */
const isSame = (one: string, other: string): boolean =>
  new AddressList([one]).has(other) ||
  new AddressList([other]).has(one) ||
  (thisMachine.has(one) && thisMachine.has(other));

/** The one way to what users name. Nothing of a private network is reached unless the rules allow it. */
export class OutboundAccess {
  readonly #lookup: BoundedLookup;
  readonly #proxyFor: (url: URL) => string | undefined;
  readonly #allowed: AddressList;
  readonly #ownStores: readonly URL[];

  constructor(
    private readonly rules: OutboundRules,
    options: Options = {},
  ) {
    this.#lookup = options.lookup === undefined ? lookupOfProcess : new BoundedLookup(options.lookup);
    this.#proxyFor = options.proxyFor ?? (() => undefined);
    this.#allowed = new AddressList(rules.allowed);
    this.#ownStores = rules.ownStores.map((endpoint) => new URL(`http://${endpoint}`));
  }

  /** Asks for the host's addresses once. Throws `UnreachableError`, whatever the reason, or the signal's reason. */
  async destinationOf(address: string, signal?: AbortSignal): Promise<Destination> {
    const url = new URL(address);
    const [host, port] = [hostOf(url), portOf(url)];
    const found = await this.#addressesOf(host, signal);
    const stores = await this.#ownStoresAt(port, signal);
    const addresses = found.filter((one) => this.#mayReach(host, one) && !stores.some((store) => isSame(one, store)));
    const proxy = this.#proxyFor(url);
    const isForProxyToFind = found.length === 0 && proxy !== undefined;
    if (addresses.length === 0 && !isForProxyToFind) throw new UnreachableError(address);
    url.hostname = isIP(host) === 6 ? `[${host}]` : host;
    return { url: url.href, host, port, addresses, proxy };
  }

  /** Of `host[:port]`, before anybody asks where a name leads: an address, as browsers read it, or a name of this machine itself. */
  mayBeNamed(authority: string): boolean {
    if (!URL.canParse(`http://${authority}`)) return false;
    const host = hostOf(new URL(`http://${authority}`));
    const isName = isIP(host) === 0 && !isLocalhost(host);
    const addresses = isLocalhost(host) ? localhost : [host];
    return isName || addresses.some((address) => this.#mayReach(host, address));
  }

  #mayReach(host: string, address: string): boolean {
    return isPublicAddress(address) || this.rules.allowed.includes(host) || this.#allowed.has(address);
  }

  /** Addresses that may not be reached at this port. */
  async #ownStoresAt(port: number, signal: AbortSignal | undefined): Promise<readonly string[]> {
    const hosts = this.#ownStores.filter((store) => portOf(store) === port).map(hostOf);
    return (await Promise.all(hosts.map((host) => this.#addressesOf(host, signal)))).flat();
  }

  /** None where there is no such host; throws where that is not known: a store is not to be missed. */
  async #addressesOf(host: string, signal: AbortSignal | undefined): Promise<readonly string[]> {
    if (isIP(host) !== 0) return [host];
    if (isLocalhost(host)) return localhost;
    return this.#lookup.addressesOf(host, signal).catch((error: unknown) => {
      if (signal?.aborted === true || error instanceof OutboundBusyError) throw error;
      return [];
    });
  }
}
