import { MongoServerError } from 'mongodb';
import { expect, test } from 'vitest';
import { DatabaseUnavailableError } from '#libs/event-sourcing';
import { databaseError } from './database-error.js';

test('a server whose disk is full is away until there is room, and says why', () => {
  const full = new MongoServerError({ code: 14_031, codeName: 'OutOfDiskSpace', errmsg: 'the disk is full' });
  expect(databaseError(full)).toBeInstanceOf(DatabaseUnavailableError);
  expect(databaseError(full)).toMatchObject({ message: expect.stringContaining('the disk is full') });
});

test('what a server refuses for what it was asked stays what it is', () => {
  const duplicate = new MongoServerError({ code: 11_000, errmsg: 'there is one already' });
  expect(databaseError(duplicate)).toBe(duplicate);
});
