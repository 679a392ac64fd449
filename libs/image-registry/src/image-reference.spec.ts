import { describe, expect, test } from 'vitest';
import { parseImageReference } from './image-reference.js';

const digest = `sha256:${'a'.repeat(64)}`;

describe('an image reference', () => {
  test.each([
    ['python', 'docker.io/library/python:latest', undefined],
    ['python:3.11', 'docker.io/library/python:3.11', undefined],
    ['jupyter/scipy-notebook', 'docker.io/jupyter/scipy-notebook:latest', undefined],
    ['docker.io/python:3.11', 'docker.io/library/python:3.11', undefined],
    [`index.docker.io/python@${digest}`, 'index.docker.io/library/python', digest],
    ['docker.io/jupyter/scipy-notebook', 'docker.io/jupyter/scipy-notebook:latest', undefined],
    ['quay.io/python', 'quay.io/python:latest', undefined],
    ['quay.io/jupyter/scipy-notebook:2024-03-14', 'quay.io/jupyter/scipy-notebook:2024-03-14', undefined],
    ['localhost:5000/a/b:1', 'localhost:5000/a/b:1', undefined],
    [`ghcr.io/o/i@${digest}`, 'ghcr.io/o/i', digest],
    [`ghcr.io/o/i:v1@${digest}`, 'ghcr.io/o/i:v1', digest],
  ])('%s means %s', (text, reference, expected) => {
    expect(parseImageReference(text)).toEqual({ reference, digest: expected });
  });

  test.each([
    '',
    ' ',
    'UPPER/case',
    'a b',
    'http://quay.io/x',
    'quay.io/',
    'x:',
    'x:ta g',
    'x@sha256:12',
    '-x',
    'registry.example:0/x',
    'registry.example:99999/x',
    'a//b',
    `x/${'y'.repeat(300)}`,
  ])('"%s" is none', (text) => {
    expect(parseImageReference(text)).toBeUndefined();
  });
});
