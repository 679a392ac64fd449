import { expect, test } from 'vitest';
import { imageCheckWords } from './image-check-words.js';

test('what is known of an image is said in one line', () => {
  const check = { accessible: true, reference: 'quay.io/a:1', problems: [], platforms: ['linux/amd64', 'linux/arm64'] };
  expect(imageCheckWords(check)).toBe('linux/amd64, linux/arm64');
  expect(imageCheckWords({ ...check, sizeBytes: 1_288_490_189, createdAt: '2026-01-01T00:00:00Z' })).toBe(
    'linux/amd64, linux/arm64 · 1.2 GiB to pull · built Jan 1, 2026',
  );
});
