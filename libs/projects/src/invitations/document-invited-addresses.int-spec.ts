import type { Collection } from 'mongodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { startedDocuments } from '../../../embedded/document-server/src/started-documents.fixture.js';
import { DocumentInvitedAddresses } from './document-invited-addresses.js';
import type { InvitedAddressRow } from './invited-address-row.js';

const { client } = await startedDocuments();

const beginning = Date.parse('2026-01-01T12:00:00Z');
const THIRTY_DAYS_MS = 30 * 24 * 60 * 60_000;

describe('rule 17, addresses of the invited, kept in documents', () => {
  let rows: Collection<InvitedAddressRow>;
  let now: number;
  let addresses: DocumentInvitedAddresses;

  const over = () => new DocumentInvitedAddresses(rows, () => new Date(now));
  beforeEach(async () => {
    rows = client.db('x').collection<InvitedAddressRow>('invitations');
    await rows.deleteMany({});
    now = beginning;
    addresses = over();
    await addresses.prepare();
  });

  test('are found by invitation, project and address, in any case', async () => {
    const { address, isNew } = await addresses.keep('p', 'Grace@Example.org');
    expect({ ...address, isNew }).toEqual({
      invitationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ...{ projectId: 'p', email: 'grace@example.org', expiresAt: new Date(beginning + THIRTY_DAYS_MS), isNew: true },
    });
    expect(await addresses.find(address.invitationId)).toEqual(address);
    expect(await addresses.ofProject('p')).toEqual([address]);
    expect(await addresses.ofEmail('GRACE@example.org')).toEqual([address]);
    expect(await addresses.find('another')).toBeUndefined();
    expect([...(await addresses.ofProject('q')), ...(await addresses.ofEmail('linus@example.org'))]).toEqual([]);
  });

  test('are kept once a project, however many processes keep them at the same time', async () => {
    const kept = await Promise.all(
      Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? addresses : over()).keep('p', 'grace@example.org')),
    );
    expect(new Set(kept.map(({ address }) => address.invitationId)).size).toBe(1);
    expect(kept.filter(({ isNew }) => isNew)).toHaveLength(1);
    await addresses.keep('q', 'grace@example.org');
    expect(await addresses.ofEmail('grace@example.org')).toHaveLength(2);
  });

  test('are not found any more when they are over, make room for the next invitation, and go', async () => {
    const { address } = await addresses.keep('p', 'grace@example.org');
    now = beginning + THIRTY_DAYS_MS - 1;
    expect(await addresses.find(address.invitationId)).toEqual(address);
    now += 1;
    expect(await addresses.find(address.invitationId)).toBeUndefined();
    expect(await addresses.ofProject('p')).toEqual([]);
    const again = await addresses.keep('p', 'grace@example.org');
    expect(again).toMatchObject({ isNew: true });
    expect(again.address.invitationId).not.toBe(address.invitationId);
    now += THIRTY_DAYS_MS;
    await addresses.ofEmail('linus@example.org');
    expect(await rows.countDocuments()).toBe(0);
  });

  test('are forgotten one by one, or all of one address', async () => {
    const { address } = await addresses.keep('p', 'grace@example.org');
    await addresses.keep('q', 'grace@example.org');
    await addresses.keep('p', 'linus@example.org');
    await addresses.forget(address.invitationId);
    await addresses.forget(address.invitationId);
    expect(await addresses.ofEmail('grace@example.org')).toMatchObject([{ projectId: 'q' }]);
    await addresses.erase('Grace@example.org');
    expect(await rows.find().toArray()).toMatchObject([{ email: 'linus@example.org' }]);
  });
});
