import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** As a dual-stack socket names an IPv4 peer. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** Who may say for whom they ask: what a peer claims in `X-Forwarded-For` counts where it is one of these. */
export class TrustedProxies {
  private readonly known = new BlockList();

  /** Addresses and networks, e.g. `10.0.0.0/8`. */
  constructor(networks: readonly string[] = []) {
    for (const network of networks) {
      const [address = '', prefix] = network.split('/');
      if (prefix === undefined) this.known.addAddress(address, family(address));
      else this.known.addSubnet(address, Number(prefix), family(address));
    }
  }

  /** The way that a request came, the browser first, as the session may know it. */
  wayOf({ socket, headers }: IncomingMessage): string {
    const peer = plain(socket.remoteAddress ?? 'unknown');
    const claimed = headers['x-forwarded-for'];
    if (claimed === undefined || !this.trusts(peer)) return peer;
    return `${String(claimed)}, ${peer}`;
  }

  private trusts(address: string): boolean {
    return isIP(address) > 0 && this.known.check(address, family(address));
  }
}
