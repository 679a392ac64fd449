import { describe, expect, test } from 'vitest';
import type { InspectedImage } from '../registry/inspect-image.js';
import { imageProblems } from './image-problems.js';
import { foundImage } from './images.fixture.js';

const now = new Date('2026-11-29T12:00:00Z');
const found = (image: Partial<InspectedImage>) =>
  imageProblems(foundImage(image), now).map(({ severity, code }) => `${severity} ${code}`);

describe('rule 1, adding: of an image that somebody wants to add', () => {
  test.each<[string, Partial<InspectedImage>]>([
    ['warning runs-as-root', { user: '' }],
    ['warning runs-as-root', { user: 'root:root' }],
    ['warning runs-as-root', { user: '0:100' }],
    ['warning user-by-name', { user: 'jovyan' }],
    ['warning nothing-listens', { command: ['bash'], exposedPorts: [] }],
    ['warning nothing-listens', { command: ['bash'], exposedPorts: ['53/udp'] }],
    ['warning large', { sizeBytes: 11 * 1024 ** 3 }],
    ['warning old', { createdAt: '2024-11-28T00:00:00Z' }],
  ])('%s is said', (problem, image) => {
    expect(found(image)).toEqual([problem]);
  });

  test('nothing is said where all is well', () => {
    expect(found({})).toEqual([]);
    expect(found({ command: ['/init'], createdAt: undefined })).toEqual([]);
    expect(found({ exposedPorts: [], createdAt: '2024-11-30T00:00:00Z' })).toEqual([]);
  });

  test('what cannot be run is an error, what cannot be known a warning', () => {
    const advice = 'do this';
    expect(imageProblems({ kind: 'unusable', code: 'image-not-found', advice }, now)).toEqual([
      { code: 'image-not-found', severity: 'error', advice },
    ]);
    expect(imageProblems({ kind: 'unknown', code: 'registry-busy', advice }, now)).toEqual([
      { code: 'registry-busy', severity: 'warning', advice },
    ]);
  });
});
