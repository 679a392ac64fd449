import { hash, type KeyObject } from 'node:crypto';

/** A public key as RFC 8037 writes it, named by its thumbprint (RFC 7638): nobody has to think of an id, and none means two keys. */
export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

/** Of an Ed25519 key, public or private. */
export const publicKeyOf = (key: KeyObject): PublicKey => {
  const { x = '' } = key.export({ format: 'jwk' });
  const kid = hash('sha256', JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }), 'base64url');
  return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' };
};
