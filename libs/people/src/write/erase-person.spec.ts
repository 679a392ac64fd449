import { describe, test } from 'vitest';
import { deciderSpec } from '#libs/event-sourcing/testing';
import type { PersonEvent } from '../person.events.js';
import { person } from '../person.js';
import { erasePerson } from './erase-person.js';

const spec = deciderSpec(person);
const grace = { userId: 'grace' };
const byGrace = { actor: 'grace' };
const erased: PersonEvent = { type: 'PersonErased', data: { userId: 'grace' } };

describe('erase a person', () => {
  test('is a fact', () => spec.given().when(erasePerson, grace, byGrace).then([erased]));

  test('is decided once', () => spec.given(erased).when(erasePerson, grace, byGrace).thenNothing());

  test('is asked by themself alone', () => {
    spec.given().when(erasePerson, grace, { actor: 'linus' }).thenRejected('forbidden');
    spec.given().when(erasePerson, grace, { actor: 'system:erasure' }).thenRejected('forbidden');
  });
});
