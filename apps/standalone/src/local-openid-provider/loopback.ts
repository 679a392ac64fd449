import { isLoopback } from '#libs/settings';

/** Of a host as a URL or an operator writes it. */
export const isLoopbackHost = (host: string): boolean => isLoopback(host.replace(/^\[|\]$/g, '').toLowerCase());

export const comesFromThisMachine = (remoteAddress: string | undefined): boolean =>
  remoteAddress !== undefined && isLoopback(remoteAddress.replace(/^::ffff:/i, ''));

interface Surroundings {
  /** Where the server that serves the provider listens. */
  readonly host: string;
  readonly issuer: string;
  readonly redirectUris: readonly string[];
  readonly environment: string | undefined;
}

/** A provider that asks for no password must not be reachable by anybody else, nor stand in for a real one. Throws. */
export const assertOwnMachine = ({ host, issuer, redirectUris, environment }: Surroundings): void => {
  if (environment === 'production') {
    throw new Error(
      'The local identity provider has demo users without passwords and does not start with NODE_ENV=production. ' +
        'Set OIDC_ISSUER and OIDC_AUDIENCE to a real identity provider.',
    );
  }
  const hosts = [host, ...[issuer, ...redirectUris].map((url) => new URL(url).hostname)];
  const elsewhere = hosts.find((name) => !isLoopbackHost(name));
  if (elsewhere !== undefined) {
    throw new Error(
      `The local identity provider has demo users without passwords and serves this machine alone, not ${JSON.stringify(elsewhere)}. ` +
        'Set HOST to 127.0.0.1, or OIDC_ISSUER and OIDC_AUDIENCE to a real identity provider.',
    );
  }
};
