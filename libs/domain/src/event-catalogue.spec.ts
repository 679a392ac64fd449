import { describe, expect, test } from 'vitest';
import { type CataloguedEvent, eventCatalogue } from './event-catalogue.js';

const catalogue = eventCatalogue();
const named = (type: string): CataloguedEvent | undefined => catalogue.find((event) => event.type === type);

describe('the catalogue of events', () => {
  test('tells what an event means, its fields and who reads it, as its slice declares them', () => {
    expect(named('StorageConnected')).toEqual({
      type: 'StorageConnected',
      streamPrefix: 'project-',
      version: 1,
      meaning: 'An editor connects a storage that the administrator offers, which is mounted at /work/<name>.',
      fields: ['projectId', 'storageId', 'name', 'source', 'readOnly'],
      audience: { member: ['projectId', 'storageId', 'name', 'readOnly'], owner: 'all', auditor: 'all' },
    });
  });

  test('says of an inbox that its recipient reads it, and of an event in several kinds the fields of each: what not all have can be absent', () => {
    expect(named('NotificationRaised')).toMatchObject({
      fields: expect.arrayContaining([
        'kind',
        'projectId',
        'image?',
        'expiresAt?',
        'commit?',
        'notificationId',
        'supersedes?',
      ]),
      audience: { recipient: 'all' },
    });
  });

  test('says which fields can be absent', () => {
    expect(named('LaunchProgressed')?.fields).toEqual(expect.arrayContaining(['run', 'phase?', 'warning?']));
  });

  test.each(catalogue)('says in a sentence what $type means', ({ meaning }) => {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
  });

  test.each(catalogue)('says of $type who reads it, where it is about a project', ({ streamPrefix, audience }) => {
    const isOfProject = ![
      'environment-',
      'person-',
      'repository-',
      'resource-classes',
      'inbox-',
      'delivery-',
      'image-news-',
      'log-anchors',
    ].includes(streamPrefix);
    expect(Object.keys(audience).some((reader) => reader !== 'recipient')).toBe(isOfProject);
  });
});
