import { describe, expect, test } from '@jest/globals';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import { CommandRejectedError, EventStoreUnavailableError, ReadModelRebuildingError } from '#libs/event-sourcing';
import { ProblemError } from './problem.js';
import { toProblem } from './problem-filter.js';

const named = (name: string): Error => Object.assign(new Error('connect ECONNREFUSED'), { name });

describe('an error as the problem it is to the caller', () => {
  test.each([
    ['its own', new ProblemError('forbidden'), 'forbidden'],
    ['a rejection', new CommandRejectedError('last-owner'), 'last-owner'],
    ['a rejection that nobody mapped', new CommandRejectedError('made-up'), 'internal'],
    ['the event store is away', new EventStoreUnavailableError('away'), 'event-store-unavailable'],
    ['the database is away', named('MongoServerSelectionError'), 'database-unavailable'],
    ['the connection to the database broke', named('MongoNetworkError'), 'database-unavailable'],
    ['the identity provider is away', named('IdentityProviderUnavailableError'), 'identity-provider-unavailable'],
    ['this version is not built yet', new ReadModelRebuildingError('launch.v2'), 'read-model-rebuilding'],
    ['the framework’s bad request', new BadRequestException(), 'invalid-request'],
    ['no such route', new NotFoundException(), 'not-found'],
    ['a body too large', Object.assign(new Error('large'), { statusCode: 413 }), 'body-too-large'],
    ['anything else', new TypeError('x is not a function'), 'internal'],
  ])('%s', (_, error, code) => {
    expect(toProblem(error).code).toBe(code);
  });

  test('what is unknown tells nothing of itself', () => {
    expect(toProblem(new Error('secret')).detail).toBeUndefined();
  });

  test.each([
    new EventStoreUnavailableError('away'),
    named('MongoNetworkError'),
    new ReadModelRebuildingError('launch.v2'),
    new CommandRejectedError('busy'),
    new CommandRejectedError('launch-busy'),
    new ProblemError('read-model-behind'),
  ])('%s says when to try again', (error) => {
    expect(toProblem(error).headers).toHaveProperty('Retry-After');
  });

  test('what does not pass by itself says nothing of the kind', () => {
    expect(toProblem(new CommandRejectedError('last-owner')).headers).toEqual({});
  });
});
