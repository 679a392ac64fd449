import { expect, test } from 'vitest';
import { describeEvents } from './describe-events.js';

const event = { type: 'Named', streamPrefix: 'thing-', version: 2, meaning: 'It has a name.', fields: ['name', 'by?'] };

test('an event is told with its stream, version, meaning and fields, and who does not see all of it', () => {
  const lines = describeEvents([
    { ...event, audience: { member: ['name'], owner: 'all' } },
    { ...event, type: 'Forgotten', audience: {} },
    { ...event, type: 'Other', streamPrefix: 'other-', audience: { auditor: 'all' } },
  ]);
  expect(lines.slice(lines.indexOf(''))).toEqual([
    '',
    'streams thing-<id>',
    '  Named, version 2',
    '      It has a name.',
    '      fields   name, by?',
    '      read by  member (not by?), owner',
    '  Forgotten, version 2',
    '      It has a name.',
    '      fields   name, by?',
    '      read by  nobody as an event: it is in no project’s history',
    '',
    'streams other-<id>',
    '  Other, version 2',
    '      It has a name.',
    '      fields   name, by?',
    '      read by  auditor',
  ]);
});
