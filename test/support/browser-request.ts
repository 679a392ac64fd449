import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';

export interface BrowserResponse {
  readonly status: number;
  readonly cookie: string | undefined;
  readonly location: string | undefined;
  readonly body: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** A browser resolves `*.localhost` by itself, Node does not: the address is dialled and the name is sent. */
export const browserRequest = async (
  address: string,
  cookie?: string,
  { method = 'GET', headers = {}, body: content }: Sent = {},
): Promise<BrowserResponse> => {
  const { host, port, pathname, search } = new URL(address);
  const sent = request({
    host: '127.0.0.1',
    port,
    path: pathname + search,
    method,
    headers: { Host: host, ...(cookie === undefined ? {} : { Cookie: cookie }), ...headers },
  });
  sent.end(content);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += String(chunk);
  return {
    status: response.statusCode ?? 0,
    cookie: response.headers['set-cookie']?.map((line) => line.split(';')[0]).join('; '),
    location: response.headers.location,
    body,
  };
};
