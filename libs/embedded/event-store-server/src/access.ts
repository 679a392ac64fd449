import { createHash, timingSafeEqual } from 'node:crypto';
import { type Metadata, status } from '@grpc/grpc-js';
import type { MetadataOfStreams } from './metadata-of-streams.js';
import type { AclKey } from './stream-metadata.js';
import { describedStreamOf, isMetadataStream, isSystemStream } from './stream-names.js';
import { accessDenied } from './wire/rpc-error.js';

export interface User {
  readonly name: string;
  readonly password: string;
  /** May do everything, also with system streams and `$all`. */
  readonly admin?: boolean;
}

type Action = 'read' | 'write' | 'delete';

/** Decides whether a call may do what it asks. */
export interface Access {
  /** @throws RpcError UNAUTHENTICATED or PERMISSION_DENIED. */
  check(call: Metadata, action: Action, stream: string): void;
}

/** On loopback without TLS everybody may do everything, as in the protocol's insecure mode. */
export const openAccess: Access = { check: () => undefined };

/**
 * Basic authentication for servers with TLS. Without an access list in its metadata a stream is open to every user,
 * a system stream (and `$all`) to admins only; anonymous callers may do nothing.
 */
export class PasswordAccess implements Access {
  private readonly users: ReadonlyMap<string, User>;

  constructor(
    users: readonly User[],
    private readonly metadata: MetadataOfStreams,
  ) {
    this.users = new Map(users.map((user) => [credentials(user.name, user.password), user]));
  }

  check(call: Metadata, action: Action, stream: string): void {
    const user = this.userOf(call);
    if (!user) throw accessDenied(status.UNAUTHENTICATED, 'The call has no valid user name and password.');
    if (user.admin) return;
    const described = isMetadataStream(stream) ? describedStreamOf(stream) : stream;
    const names = this.metadata.of(described).acl?.[aclKey(action, stream)] ?? defaultNames(described);
    if (names.includes('$all') || names.includes(user.name)) return;
    throw accessDenied(status.PERMISSION_DENIED, `The user ${user.name} may not ${action} ${stream}.`);
  }

  private userOf(call: Metadata): User | undefined {
    const [authorization] = call.get('authorization');
    if (typeof authorization !== 'string' || !authorization.startsWith('Basic ')) return undefined;
    const given = digest(Buffer.from(authorization.slice('Basic '.length), 'base64').toString('utf8'));
    let found: User | undefined;
    // No early end: how long this takes must not tell which name or password was nearly right.
    for (const [expected, user] of this.users) if (timingSafeEqual(digest(expected), given)) found = user;
    return found;
  }
}

const credentials = (name: string, password: string): string => `${name}:${password}`;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const defaultNames = (stream: string): readonly string[] => (isSystemStream(stream) ? [] : ['$all']);

const aclKey = (action: Action, stream: string): AclKey => {
  if (isMetadataStream(stream)) return action === 'read' ? '$mr' : '$mw';
  if (action === 'delete') return '$d';
  return action === 'read' ? '$r' : '$w';
};
