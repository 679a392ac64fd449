import { BadRequestException, NotFoundException } from '@nestjs/common';
import { describe, expect, test } from 'vitest';
import { IdentityProviderUnavailableError } from '#libs/access';
import {
  CommandRejectedError,
  commonProblems,
  DatabaseUnavailableError,
  EventStoreUnavailableError,
  problemTypes,
  ReadModelRebuildingError,
} from '#libs/event-sourcing';
import { ProblemError } from './problem.js';
import { toProblem } from './problem-filter.js';

const slice = problemTypes({
  'last-owner': { status: 409, title: 'A project needs an owner' },
  'launch-busy': { status: 409, title: 'It is just being paused or stopped', retryAfter: 2 },
});

const identityProviderIsAway = new IdentityProviderUnavailableError('https://id.example.org', 'connect ECONNREFUSED');

describe('an error as the problem it is to the caller', () => {
  test.each([
    ['its own', new ProblemError('forbidden'), 'forbidden'],
    ['a rejection', new CommandRejectedError(slice['last-owner']), 'last-owner'],
    ['a slice’s own', new ProblemError(slice['launch-busy']), 'launch-busy'],
    ['the event store is away', new EventStoreUnavailableError('away'), 'event-store-unavailable'],
    ['the database is away', new DatabaseUnavailableError('away'), 'database-unavailable'],
    ['the identity provider is away', identityProviderIsAway, 'identity-provider-unavailable'],
    ['this version is not built yet', new ReadModelRebuildingError('launch.v2'), 'read-model-rebuilding'],
    ['the framework’s bad request', new BadRequestException(), 'invalid-request'],
    ['no such route', new NotFoundException(), 'not-found'],
    ['a body too large', Object.assign(new Error('large'), { statusCode: 413 }), 'body-too-large'],
    ['anything else', new TypeError('x is not a function'), 'internal'],
  ])('%s', (_, error, code) => {
    expect(toProblem(error).code).toBe(code);
  });

  test('a method that a path does not take is told where paths and methods are listed', () => {
    expect(toProblem(new NotFoundException('Cannot PUT /api/v1/projects')).detail).toBe(
      'There is no route PUT /api/v1/projects: /api/v1/openapi.json lists paths with their methods.',
    );
  });

  test('what is unknown tells nothing of itself', () => {
    expect(toProblem(new Error('secret')).detail).toBeUndefined();
  });

  test.each([
    new EventStoreUnavailableError('away'),
    new DatabaseUnavailableError('away'),
    identityProviderIsAway,
    new ReadModelRebuildingError('launch.v2'),
    new CommandRejectedError(commonProblems.busy),
    new CommandRejectedError(slice['launch-busy']),
    new ProblemError('read-model-behind'),
  ])('%s says when to try again', (error) => {
    expect(toProblem(error).headers).toHaveProperty('Retry-After');
  });

  test('what does not pass by itself says nothing of the kind', () => {
    expect(toProblem(new CommandRejectedError(slice['last-owner'])).headers).toEqual({});
  });
});
