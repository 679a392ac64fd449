import { authorityOf } from '#libs/outbound';

/** Nothing that ends a host, or has a meaning in an address or a header. */
const plain = /^[^\s/\\?#@%\p{Cc}]{1,260}$/u;

/** A Git host with its port, as its repositories' addresses have it; undefined where the text is none. */
export const connectionHost = (text: string): string | undefined => {
  const address = `https://${text}`;
  if (!plain.test(text) || text.startsWith('-') || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isHostAlone = url.username === '' && url.password === '' && url.pathname === '/';
  return isHostAlone && !url.hostname.startsWith('-') ? authorityOf(url) : undefined;
};
