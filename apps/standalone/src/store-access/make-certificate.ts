// what @peculiar/x509 is made of wants it to be loaded before
import 'reflect-metadata';
import { KeyObject, randomBytes, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** PEM texts. */
export interface Certificate {
  /** Whom clients have to trust. */
  readonly authority: string;
  readonly cert: string;
  /** Of `cert`; the authority's is kept by nobody. */
  readonly key: string;
}

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

type KeyPair = webcrypto.CryptoKeyPair;

/** Cheap to make and to use, and known to every client. */
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const generateKeys = (): Promise<KeyPair> => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/** Positive, and never the same twice: an authority made anew has the name of the one before. */
const serialNumber = (): string => `01${randomBytes(15).toString('hex')}`;

const makeAuthority = async (keys: KeyPair, validity: Validity): Promise<X509Certificate> =>
  X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: serialNumber(),
    name: 'CN=renku-sessions stores',
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });

const makeServer = async (authority: X509Certificate, signer: KeyPair, { publicKey }: KeyPair, validity: Validity) =>
  X509CertificateGenerator.create({
    ...validity,
    serialNumber: serialNumber(),
    subject: 'CN=localhost',
    issuer: authority.subject,
    publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(signer.publicKey),
    ],
  });

const pemOf = ({ privateKey }: KeyPair): string =>
  KeyObject.from(privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();

/**
 * A certificate for this machine's loopback, and the authority that signed it and nothing else ever: some clients do not take a
 * certificate that is its own authority.
 */
export const makeCertificate = async (validity: Validity): Promise<Certificate> => {
  const [signer, keys] = await Promise.all([generateKeys(), generateKeys()]);
  const authority = await makeAuthority(signer, validity);
  const server = await makeServer(authority, signer, keys, validity);
  return { authority: `${authority.toString('pem')}\n`, cert: `${server.toString('pem')}\n`, key: pemOf(keys) };
};
