import { BlockList, isIP } from 'node:net';

/** `10.0.0.0/8` or `::1`, not a host's name. */
const isNetwork = (entry: string): boolean => {
  const [address = '', bits = '0'] = entry.split('/');
  return isIP(address) !== 0 && /^\d+$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
};

const typeOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Addresses and networks. An IPv4 network has its IPv4-mapped IPv6 addresses too. */
export class AddressList {
  readonly #list = new BlockList();

  /** Entries that are neither addresses nor networks are left out. */
  constructor(entries: readonly string[]) {
    for (const [address = '', bits] of entries.filter(isNetwork).map((entry) => entry.split('/'))) {
      if (bits === undefined) this.#list.addAddress(address, typeOf(address));
      else this.#list.addSubnet(address, Number(bits), typeOf(address));
    }
  }

  has(address: string): boolean {
    return this.#list.check(address, typeOf(address));
  }
}
