import { describe, expect, test } from 'vitest';
import { matchingEntries } from './matching-entries.js';

const entries = [
  { label: 'Usage', kind: 'page' },
  { label: 'Pause: Rivers', kind: 'on this page' },
  { label: 'Rivers', kind: 'project' },
];
const found = (typed: string, most = 10): readonly string[] =>
  matchingEntries(entries, typed, most).map(({ label }) => label);

describe('what is typed into the palette', () => {
  test('finds, word by word and in any case, what an entry is called and what it is', () => {
    expect(found('PAUSE riv')).toEqual(['Pause: Rivers']);
    expect(found('project')).toEqual(['Rivers']);
    expect(found('nothing')).toEqual([]);
  });

  test('finds first what begins so', () => expect(found('rivers')).toEqual(['Rivers', 'Pause: Rivers']));

  test('finds all, in their order, before anything is typed, and no more than are shown', () => {
    expect(found(' ')).toEqual(['Usage', 'Pause: Rivers', 'Rivers']);
    expect(found('', 2)).toEqual(['Usage', 'Pause: Rivers']);
  });
});
