import { createHash, randomUUID } from 'node:crypto';
import { insertedOnce } from '#libs/event-sourcing';
import { InvalidTokenError } from './invalid-token-error.js';
import type { Identity, Person, UserDirectory } from './user-directory.js';
import type { RowUpdate, UserDirectoryCollection } from './user-directory-collection.js';
import type { UserDirectoryRow } from './user-directory-row.js';

type Profile = Pick<UserDirectoryRow, 'displayName' | 'handle' | 'email'>;
const profileFields = ['displayName', 'handle', 'email'] as const;

/** Longer than any access token lives. */
const tombstoneLifetime = 24 * 60 * 60 * 1000;
const attempts = 5;

const identityKey = ({ issuer, subject }: Identity): string =>
  createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('hex');

const personIn = (row: UserDirectoryRow): Person => ({ userId: row._id, displayName: row.displayName ?? 'Unnamed' });

/** What a token does not mention stays as it is: clients ask for different claims of one and the same person. */
const changesTo = (row: Profile, { displayName, handle, email }: Identity): Profile => {
  const told: Profile = {
    ...((displayName ?? (row.displayName === undefined && handle)) ? { displayName: displayName ?? handle ?? '' } : {}),
    ...(handle ? { handle: handle.toLowerCase() } : {}),
    ...(email ? { email: email.toLowerCase() } : {}),
  };
  return Object.fromEntries(profileFields.filter((f) => f in told && told[f] !== row[f]).map((f) => [f, told[f]]));
};

/** Undefined: everything is as the token says. */
const updateBy = (changes: Profile, isEmailGone: boolean): RowUpdate | undefined => {
  const isChanged = Object.keys(changes).length > 0;
  if (!isChanged && !isEmailGone) return undefined;
  return { ...(isChanged && { $set: changes }), ...(isEmailGone && { $unset: { email: '' } }) };
};

/** The token's time has whole seconds, so one from the very second of the erasure counts as older. */
const isFromBefore = (erasedAt: Date, { issuedAt }: Identity): boolean =>
  issuedAt === undefined || issuedAt.getTime() <= erasedAt.getTime();

/** Keeps the directory in a document collection; safe with many processes, by a unique index on the identity. */
export class DocumentUserDirectory implements UserDirectory {
  constructor(
    private readonly rows: UserDirectoryCollection,
    private readonly now = (): Date => new Date(),
  ) {}

  /** Makes the indexes that all else relies on; to be called before anything else, by each process. */
  async prepare(): Promise<void> {
    await this.rows.createIndex({ identity: 1 }, { unique: true });
    await this.rows.createIndex({ handle: 1 });
    await this.rows.createIndex({ email: 1 });
  }

  async signIn(identity: Identity): Promise<Person> {
    const key = identityKey(identity);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const row = await this.rows.findOne({ identity: key });
      const person = row === null ? await this.#mint(key, identity) : await this.#recognise(row, identity);
      if (person !== undefined) return person;
    }
    throw new Error(`user directory: the row of a person who signs in changed ${attempts} times under our hands`);
  }

  async find(userId: string): Promise<Person | undefined> {
    const row = await this.rows.findOne({ _id: userId });
    return row === null || row.erasedAt !== undefined ? undefined : personIn(row);
  }

  async displayNames(userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.rows.find({ _id: { $in: userIds } }).toArray();
    return new Map(rows.map(personIn).map(({ userId, displayName }) => [userId, displayName]));
  }

  async lookup(handleOrEmail: string): Promise<Person | undefined> {
    const wanted = handleOrEmail.trim().toLowerCase();
    if (wanted === '') return undefined;
    // A handle may be chosen to look like somebody's address: what looks like one is only looked for among addresses.
    const row = await this.rows.findOne(wanted.includes('@') ? { email: wanted } : { handle: wanted });
    return row === null ? undefined : personIn(row);
  }

  async emailOf(userId: string): Promise<string | undefined> {
    const row = await this.rows.findOne({ _id: userId });
    return row?.email;
  }

  async erase(userId: string): Promise<boolean> {
    const erasedAt = this.now();
    await this.rows.deleteMany({ erasedAt: { $lt: new Date(erasedAt.getTime() - tombstoneLifetime) } });
    const row = await this.rows.findOne({ _id: userId });
    if (row === null || row.erasedAt !== undefined) return false;
    await this.rows.deleteOne({ _id: userId });
    await this.#bury(row.identity, erasedAt);
    return true;
  }

  /** `undefined`: somebody else was faster. */
  async #mint(identity: string, told: Identity): Promise<Person | undefined> {
    const profile = changesTo({}, told);
    const row: UserDirectoryRow = { _id: randomUUID(), identity, ...profile };
    if (!(await insertedOnce(this.rows, row))) return undefined;
    await this.#takeOver(row._id, profile);
    return personIn(row);
  }

  /** `undefined`: the row was a tombstone and is gone, or vanished meanwhile. */
  async #recognise(row: UserDirectoryRow, identity: Identity): Promise<Person | undefined> {
    if (row.erasedAt !== undefined) {
      if (isFromBefore(row.erasedAt, identity)) throw new InvalidTokenError('erased');
      await this.rows.deleteOne({ _id: row._id });
      return undefined;
    }
    const changes = changesTo(row, identity);
    const update = updateBy(changes, identity.email === null && row.email !== undefined);
    if (update === undefined) return personIn(row);
    const { matchedCount } = await this.rows.updateOne({ _id: row._id }, update);
    if (matchedCount === 0) return undefined;
    await this.#takeOver(row._id, changes);
    return personIn({ ...row, ...changes });
  }

  /** A handle or address that the provider now gives to somebody else must no longer find its former holder. */
  async #takeOver(userId: string, { handle, email }: Profile): Promise<void> {
    if (handle !== undefined) await this.rows.updateOne({ handle, _id: { $ne: userId } }, { $unset: { handle: '' } });
    if (email !== undefined) await this.rows.updateOne({ email, _id: { $ne: userId } }, { $unset: { email: '' } });
  }

  /** A sign-in may slip in between deletion and tombstone; its new row goes as well. So may another process that erases, too. */
  async #bury(identity: string, erasedAt: Date): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (await insertedOnce(this.rows, { _id: randomUUID(), identity, erasedAt })) return;
      const there = await this.rows.findOne({ identity });
      if (there?.erasedAt !== undefined) return;
      if (there !== null) await this.rows.deleteOne({ _id: there._id });
    }
    throw new Error(`user directory: a person who is being erased signed in ${attempts} times meanwhile; erase again`);
  }
}
