import { readFile, writeFile } from 'node:fs/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiForTest } from '../api.fixture.js';

const FILE = 'apps/console/src/api/schema.ts';
const HEADER = '// Made from the OpenAPI document of the API by `npm run api-types`: do not edit.\n\n';

/** What has a default need not be sent. */
const OPTIONS = { defaultNonNullable: false, rootTypes: true, rootTypesNoSchemaPrefix: true };

let app: NestFastifyApplication;

beforeAll(async () => {
  app = await apiForTest();
  await app.init();
});
afterAll(() => app.close());

const typesOfServedDocument = async (): Promise<string> => {
  const document = (await app.inject('/api/v1/openapi.json')).json<OpenAPI3>();
  const nodes = await openapiTypes(document, OPTIONS);
  return HEADER + astToString(nodes);
};

test('the types of the console’s client are those of the document that is served', async () => {
  const types = await typesOfServedDocument();
  if (process.env['API_TYPES'] === 'write') await writeFile(FILE, types);
  const committed = await readFile(FILE, 'utf8');
  expect(committed === types ? 'as served' : `${FILE} has drifted: run \`npm run api-types\``).toBe('as served');
});
