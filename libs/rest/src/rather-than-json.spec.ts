import { expect, test } from 'vitest';
import { ratherThanJson } from './rather-than-json.js';

const csv = 'text/csv';

test.each([
  'text/csv',
  'text/csv, */*',
  'Text/CSV;header=present',
  'text/html, text/csv;q=0.5',
  'application/json;q=0.5, text/csv',
  'text/csv;q=0.9,application/json;q=0.8',
])('who sends Accept: %s wants it', (accept) => expect(ratherThanJson(accept, csv)).toBe(true));

test.each([
  undefined,
  '*/*',
  'text/*',
  'text/csv;q=0',
  'text/csvs',
  'application/json',
  // as clients that are generated ask for all that a route produces
  'application/json, text/csv',
  'application/json,text/csv;q=0.9',
  'text/csv; q=0.1, application/json',
])('who sends Accept: %s gets JSON', (accept) => expect(ratherThanJson(accept, csv)).toBe(false));
