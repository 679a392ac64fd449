import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Operations } from './operations.js';

export interface OperationsServerOptions {
  readonly operations: Operations;
  readonly host: string;
  readonly port: number;
  /** What else is served there; true: it takes the request. */
  readonly others?: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
}

/** The operations of a process that serves no API, at a port of their own: open from first to last. */
export class OperationsServer implements OnModuleInit, OnApplicationShutdown {
  private readonly server = createServer((request, response) => {
    this.serve(request, response).catch(() => response.destroy());
  });

  constructor(private readonly options: OperationsServerOptions) {}

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async onModuleInit(): Promise<void> {
    this.server.listen(this.options.port, this.options.host);
    await once(this.server, 'listening');
  }

  async onApplicationShutdown(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.options.others?.(request, response) === true) return;
    const path = asked(request);
    if (path === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Operations are here alone.\n');
      return;
    }
    const { status, type, body } = await this.options.operations.answer(path);
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

const asked = ({ method = '', url = '' }: IncomingMessage): (typeof Operations.paths)[number] | undefined =>
  ['GET', 'HEAD'].includes(method) ? Operations.paths.find((path) => `/${path}` === url.split('?')[0]) : undefined;
