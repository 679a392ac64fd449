import { expect, test } from 'vitest';
import { partsOfReference } from '../image-reference.js';
import { registryEndpoint } from './registry-endpoint.js';

test.each([
  ['python', 'https://registry-1.docker.io/v2/library/python'],
  ['quay.io/jupyter/scipy-notebook:1', 'https://quay.io/v2/jupyter/scipy-notebook'],
  ['registry.example:5000/a/b', 'https://registry.example:5000/v2/a/b'],
  ['localhost:5000/a', 'http://localhost:5000/v2/a'],
  ['127.0.0.1:5000/a', 'http://127.0.0.1:5000/v2/a'],
  ['127.example.org/a', 'https://127.example.org/v2/a'],
])('%s is at %s', (reference, endpoint) => {
  expect(registryEndpoint(partsOfReference(reference))).toBe(endpoint);
});
