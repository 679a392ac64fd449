import { randomUUID } from 'node:crypto';
import type { GlobalRole } from '../authentication/principal.js';
import type { PersonalToken } from './personal-token.js';
import type { PersonalTokenRow } from './personal-token-row.js';
import { personalTokenSecret } from './personal-token-secret.js';
import type { NewPersonalToken, PersonalTokens, TokenBearer } from './personal-tokens.js';
import type { PersonalTokensCollection } from './personal-tokens-collection.js';

const MOST_TOKENS = 20;
/** How exactly its last use is known: not every request is a write. */
const USE_NOTED_MS = 10 * 60_000;
/** For so long after the last sign-in a token has the person's global roles: nobody else tells that they were taken away. */
const ROLES_COUNT_MS = 30 * 24 * 60 * 60_000;

const shown = ({ tokenId, name, createdAt, expiresAt, lastUsedAt }: PersonalTokenRow): PersonalToken => ({
  ...{ tokenId, name, createdAt, expiresAt, lastUsedAt },
});

/** Keeps tokens in a document collection. Each is read when it is used, so that every process knows at once what was revoked. */
export class DocumentPersonalTokens implements PersonalTokens {
  constructor(
    private readonly rows: PersonalTokensCollection,
    private readonly now = (): Date => new Date(),
  ) {}

  /** Makes the index by which a person's are found. */
  async prepare(): Promise<void> {
    await this.rows.createIndex({ userId: 1 });
  }

  async create({ userId, name, expiresAt, roles }: NewPersonalToken) {
    await this.rows.deleteMany({ userId, expiresAt: { $lte: this.now() } });
    const secret = personalTokenSecret.mint();
    const createdAt = this.now();
    const row: PersonalTokenRow = {
      _id: personalTokenSecret.hashOf(secret),
      ...{ tokenId: randomUUID(), userId, name, createdAt, expiresAt },
      ...{ roles: [...roles], rolesSeenAt: createdAt },
    };
    await this.rows.insertOne(row);
    // once it is there: of several made at once each may see the others and go, and never are too many left
    if ((await this.rows.find({ userId }).toArray()).length <= MOST_TOKENS) return { token: shown(row), secret };
    await this.rows.deleteMany({ _id: row._id });
    return undefined;
  }

  async list(userId: string): Promise<readonly PersonalToken[]> {
    const rows = await this.rows.find({ userId }).toArray();
    return rows
      .filter((row) => !this.#isOver(row))
      .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
      .map(shown);
  }

  async revoke(userId: string, tokenId: string): Promise<void> {
    await this.rows.deleteMany({ userId, tokenId });
  }

  async erase(userId: string): Promise<void> {
    await this.rows.deleteMany({ userId });
  }

  async bearerOf(secret: string): Promise<TokenBearer | undefined> {
    const row = await this.rows.findOne({ _id: personalTokenSecret.hashOf(secret) });
    if (row === null || this.#isOver(row)) return undefined;
    await this.#noteUse(row);
    const { userId, tokenId: personalTokenId, expiresAt } = row;
    return {
      userId,
      personalTokenId,
      expiresAt,
      roles: new Set(this.#isOlder(row.rolesSeenAt, ROLES_COUNT_MS) ? [] : row.roles),
    };
  }

  async sawRoles(userId: string, roles: ReadonlySet<GlobalRole>): Promise<void> {
    const told = { roles: [...roles], rolesSeenAt: this.now() };
    const rows = await this.rows.find({ userId }).toArray();
    await Promise.all(rows.map(({ _id }) => this.rows.updateOne({ _id }, { $set: told })));
  }

  async #noteUse({ _id, lastUsedAt }: PersonalTokenRow): Promise<void> {
    if (lastUsedAt === undefined || this.#isOlder(lastUsedAt, USE_NOTED_MS))
      await this.rows.updateOne({ _id }, { $set: { lastUsedAt: this.now() } });
  }

  #isOver({ expiresAt }: PersonalTokenRow): boolean {
    return expiresAt.getTime() <= this.now().getTime();
  }

  #isOlder(moment: Date, ms: number): boolean {
    return this.now().getTime() - moment.getTime() > ms;
  }
}
