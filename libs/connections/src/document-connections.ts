import { insertedOnce } from '#libs/event-sourcing';
import { authorityOf } from '#libs/outbound';
import { ProblemError } from '#libs/rest';
import type { RepositoryCredential, RepositoryCredentials } from '#libs/session-runtime';
import type { Connection } from './connection.js';
import type { ConnectionKeys } from './connection-keys.js';
import type { Connections, GivenToken, TokenUse } from './connections.js';
import { connectionsProblems } from './connections.rejections.js';
import type { ConnectionsCollection } from './connections-collection.js';
import type { PersonConnections, StoredConnection } from './person-connections.js';
import { tokenIdOf } from './token-id-of.js';
import type { TokensByKey } from './tokens-by-key.js';
import { used } from './used.js';

const MOST_CONNECTIONS = 20;
const attempts = 10;

/** Which username goes with a token matters to few hosts: GitLab, GitHub and Gitea take any. */
const DEFAULT_USERNAME = 'oauth2';

const unreadable =
  'It cannot be read here any more: the key that it was kept with is gone. Give the token once more, or remove it.';

type Change = (connections: readonly StoredConnection[]) => readonly StoredConnection[] | undefined;

/** Keeps connections in a document collection, tokens encrypted; safe with many processes, by the revision of each document. */
export class DocumentConnections implements Connections, RepositoryCredentials {
  constructor(
    private readonly documents: ConnectionsCollection,
    private readonly keys: ConnectionKeys | undefined,
    private readonly now = (): Date => new Date(),
  ) {}

  get credentials(): RepositoryCredentials | undefined {
    return this.keys && this;
  }

  assertAvailable(): void {
    this.#available();
  }

  async list(userId: string): Promise<readonly Connection[]> {
    const keys = this.#available();
    return (await this.#of(userId)).map((stored) => this.#shown(userId, stored, keys));
  }

  async find(userId: string, host: string): Promise<Connection | undefined> {
    return (await this.list(userId)).find((connection) => connection.host === host);
  }

  async put(userId: string, { token, ...given }: GivenToken): Promise<Connection> {
    const keys = this.#available();
    const { host, username, checkedAt, state, advice } = given;
    const stored: StoredConnection = {
      ...{ host, state, addedAt: this.now(), ...keys.seal(token, ownerOf(userId, given)) },
      ...(username === undefined ? {} : { username }),
      ...(checkedAt === undefined ? {} : { checkedAt }),
      ...(checkedAt === undefined || state !== 'refused' ? {} : { refusedSince: checkedAt }),
      ...(advice === undefined ? {} : { advice }),
    };
    await this.#change(userId, (all) => withOne(all, stored));
    return this.#shown(userId, stored, keys);
  }

  async noteUse(userId: string, use: TokenUse): Promise<void> {
    await this.#change(userId, (all) => {
      const one = all.find((stored) => tokenIdOf(userId, stored) === use.tokenId);
      const changed = one && used(one, use);
      return changed && all.map((stored) => (stored === one ? changed : stored));
    });
  }

  async remove(userId: string, host: string): Promise<void> {
    await this.#change(userId, (all) => without(all, host));
  }

  async erase(userId: string): Promise<void> {
    await this.documents.deleteOne({ _id: userId });
  }

  async of(userId: string, repositories: readonly { readonly url: string }[]): Promise<RepositoryCredential[]> {
    const { keys } = this;
    if (keys === undefined || repositories.length === 0) return [];
    const hosts = repositories.map(({ url }) => authorityOf(new URL(url)));
    return (await this.#of(userId)).flatMap((stored) => {
      const { host, username } = stored;
      const token = hosts.includes(host) ? opened(userId, stored, keys) : undefined;
      return token === undefined
        ? []
        : [{ host, tokenId: tokenIdOf(userId, stored), username: username ?? DEFAULT_USERNAME, token }];
    });
  }

  async reencrypt(): Promise<{ readonly changed: number; readonly unreadable: number }> {
    const { keys } = this;
    let [changed, lost] = [0, 0];
    if (keys === undefined) return { changed, unreadable: lost };
    for await (const { _id: userId, connections } of this.documents.find({})) {
      const readable = connections.filter((one) => opened(userId, one, keys) !== undefined);
      const renewed = readable.filter(({ keyId }) => !keys.isNewest(keyId));
      lost += connections.length - readable.length;
      if (renewed.length === 0) continue;
      await this.#change(userId, (all) =>
        all.length === 0 ? undefined : all.map((one) => resealed(userId, one, keys) ?? one),
      );
      changed += renewed.length;
    }
    return { changed, unreadable: lost };
  }

  /** Under which keys all tokens are. What has no key here cannot be read. */
  async byKey(): Promise<TokensByKey> {
    const found: Record<keyof TokensByKey, number> = { newest: 0, older: 0, unreadable: 0 };
    for await (const { _id: userId, connections } of this.documents.find({}))
      for (const one of connections) found[keyOf(userId, one, this.keys)] += 1;
    return found;
  }

  #available(): ConnectionKeys {
    if (this.keys !== undefined) return this.keys;
    throw new ProblemError(
      connectionsProblems['connections-unavailable'],
      'Tokens are not kept here: an administrator has to name a key (CONNECTIONS_KEYS). Public repositories are cloned all the same.',
    );
  }

  async #of(userId: string): Promise<readonly StoredConnection[]> {
    return (await this.documents.findOne({ _id: userId }))?.connections ?? [];
  }

  #shown(userId: string, stored: StoredConnection, keys: ConnectionKeys): Connection {
    const { host, username, addedAt, checkedAt, refusedSince, state, advice } = stored;
    const shown = { host, username, addedAt, checkedAt, refusedSince, state, advice };
    // a key of the same id may be another one: where the file is gone, the one that is made anew is called as it was
    return opened(userId, stored, keys) === undefined
      ? { ...shown, refusedSince: undefined, state: 'refused', advice: unreadable }
      : shown;
  }

  /** Decided on what is there, and once more where somebody else was faster; undefined changes nothing. */
  async #change(userId: string, change: Change): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const there = await this.documents.findOne({ _id: userId });
      const connections = change(there?.connections ?? []);
      if (connections === undefined || (await this.#write(userId, there, connections))) return;
    }
    throw new Error(`the connections of a person changed ${attempts} times under our hands`);
  }

  async #write(
    userId: string,
    there: PersonConnections | null,
    connections: readonly StoredConnection[],
  ): Promise<boolean> {
    if (there !== null) {
      const { revision } = there;
      const update = { $set: { revision: revision + 1, connections } };
      return (await this.documents.updateOne({ _id: userId, revision }, update)).matchedCount === 1;
    }
    return insertedOnce(this.documents, { _id: userId, revision: 1, connections });
  }
}

function withOne(all: readonly StoredConnection[], one: StoredConnection): readonly StoredConnection[] {
  const others = all.filter(({ host }) => host !== one.host);
  if (others.length >= MOST_CONNECTIONS)
    throw new ProblemError(
      connectionsProblems['too-many-connections'],
      `There may be ${MOST_CONNECTIONS}: remove one that you do not need.`,
    );
  return [...others, one].toSorted((a, b) => a.host.localeCompare(b.host));
}

const without = (all: readonly StoredConnection[], host: string): readonly StoredConnection[] | undefined =>
  all.some((one) => one.host === host) ? all.filter((one) => one.host !== host) : undefined;

const ownerOf = (userId: string, { host, username = '' }: Pick<StoredConnection, 'host' | 'username'>): string[] => [
  userId,
  host,
  username,
];

/** Its token; undefined where it cannot be read. */
const opened = (userId: string, stored: StoredConnection, keys: ConnectionKeys): string | undefined =>
  keys.open(stored, ownerOf(userId, stored));

const keyOf = (userId: string, stored: StoredConnection, keys: ConnectionKeys | undefined): keyof TokensByKey => {
  if (keys === undefined || opened(userId, stored, keys) === undefined) return 'unreadable';
  return keys.isNewest(stored.keyId) ? 'newest' : 'older';
};

/** Undefined where it is under the newest key already, or cannot be read. */
function resealed(userId: string, stored: StoredConnection, keys: ConnectionKeys): StoredConnection | undefined {
  const token = keys.isNewest(stored.keyId) ? undefined : opened(userId, stored, keys);
  return token === undefined ? undefined : { ...stored, ...keys.seal(token, ownerOf(userId, stored)) };
}
