import { expect, test } from 'vitest';
import { changedSettings } from './changed-settings.js';

const rivers = { name: 'Rivers', visibility: 'private' } as const;

test('of a project’s settings, only what differs is sent', () => {
  expect(changedSettings(rivers, {})).toEqual({});
  expect(changedSettings(rivers, { name: ' Rivers ', visibility: 'private' })).toEqual({});
  expect(changedSettings(rivers, { name: 'Lakes' })).toEqual({ name: 'Lakes' });
  expect(changedSettings(rivers, { name: 'Rivers', visibility: 'public' })).toEqual({ visibility: 'public' });
});
