import { describe, test } from 'vitest';
import { policySpec } from '#libs/event-sourcing/testing';
import { a, configuration, PROJECT, SESSION } from '../testing/launches.js';
import { whenImageResolvedThenPin } from './when-image-resolved-then-pin.js';

const image = { reference: 'quay.io/jupyter/scipy-notebook:1', digest: `sha256:${'b'.repeat(64)}` };

describe('rule 2, pinned: when a launch has resolved the image of its session, then pin it', () => {
  test('to what was launched', () => {
    const { type, data } = a.launched(1);
    return policySpec(whenImageResolvedThenPin)
      .when({ type, data: { ...data, image, imageResolved: true } }, undefined)
      .thenSends({ name: 'pin', data: { projectId: PROJECT, sessionId: SESSION, ...image } });
  });

  test('to what was resumed with the session’s present configuration', () => {
    const { type, data } = a.resumeRequested(2);
    return policySpec(whenImageResolvedThenPin)
      .when({ type, data: { ...data, configuration: { ...configuration, image }, imageResolved: true } }, undefined)
      .thenSends({ name: 'pin', data: { projectId: PROJECT, sessionId: SESSION, ...image } });
  });

  test('and not one that was pinned already', () =>
    policySpec(whenImageResolvedThenPin).when(a.launched(1), undefined).thenSends());
});
