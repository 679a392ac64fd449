/** The little of oidc-provider 9 that the local provider uses; the package has no types of its own. */
declare module 'oidc-provider/lib/provider.js' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Client {
    readonly clientId: string;
    grantTypeAllowed(grantType: string): boolean;
  }
  export interface Grant {
    readonly accountId: string;
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }
  export interface AccessToken {
    resourceServer: unknown;
    readonly expiration: number;
    readonly tokenType: string;
    save(): Promise<string>;
  }
  export interface Context {
    readonly oidc: {
      readonly provider: Provider;
      readonly client: Client;
      readonly params: Readonly<Record<string, string | undefined>>;
      readonly session: { readonly accountId: string; grantIdFor(clientId: string): string | undefined };
    };
    type: string;
    body: unknown;
    set(header: string, value: string): void;
  }
  export interface Interaction {
    readonly uid: string;
    readonly prompt: { readonly name: string };
    readonly params: Readonly<Record<string, unknown>>;
  }
  export class Provider {
    constructor(issuer: string, configuration: object);
    Grant: {
      new (fields: { clientId: string; accountId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
    AccessToken: new (fields: {
      accountId: string;
      client: Client;
      grantId: string;
      gty: string;
    }) => AccessToken;
    ResourceServer: new (
      identifier: string,
      info: object,
    ) => object;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
    registerGrantType(name: string, handler: (context: Context) => Promise<void>, parameters: readonly string[]): void;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'server_error', listener: (context: Context, error: Error) => void): this;
  }
}

declare module 'oidc-provider/lib/helpers/errors.js' {
  export class InvalidRequest extends Error {
    constructor(description: string);
  }
  export class InvalidTarget extends Error {
    constructor(description?: string);
  }
}

declare module 'oidc-provider/lib/helpers/als.js' {
  import type { AsyncLocalStorage } from 'node:async_hooks';

  /** Of the request that the provider is serving. */
  const requestContext: AsyncLocalStorage<Context>;
  export default requestContext;
}
