// what @peculiar/x509 is made of wants it to be loaded before
import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  type JsonGeneralName,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** PEM texts. */
export interface ServerCertificate {
  readonly authority: string;
  readonly cert: string;
  readonly key: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 60 * 60_000;

const generateKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/** Of a server of these names, which an authority of its own vouches for. */
export const serverCertificate = async (...names: JsonGeneralName[]): Promise<ServerCertificate> => {
  const [signer, keys] = await Promise.all([generateKeys(), generateKeys()]);
  const validity = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + 800 * DAY_MS) };
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...{ ...validity, name: 'CN=authority', keys: signer, signingAlgorithm: algorithm },
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  const server = await X509CertificateGenerator.create({
    ...{ ...validity, subject: 'CN=server', issuer: authority.subject, publicKey: keys.publicKey },
    ...{ signingKey: signer.privateKey, signingAlgorithm: algorithm },
    extensions: [new SubjectAlternativeNameExtension(names)],
  });
  return {
    authority: `${authority.toString('pem')}\n`,
    cert: `${server.toString('pem')}\n`,
    key: KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};
