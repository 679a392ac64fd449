import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';

interface Visit {
  readonly status: number;
  readonly cookie: string | undefined;
  readonly location: string | undefined;
  readonly body: string;
}

/** A browser resolves `*.localhost` by itself, Node does not: the address is dialled and the name is sent. */
export const visit = async (address: string, cookie?: string): Promise<Visit> => {
  const url = new URL(address);
  const headers = { Host: url.host, ...(cookie === undefined ? {} : { Cookie: cookie }) };
  const sent = request({ host: '127.0.0.1', port: url.port, path: url.pathname + url.search, headers });
  sent.end();
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
