import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problemSchema } from '#libs/rest';
import { completeDocument } from './complete-document.js';
import { jsonSchemaOf } from './json-schema-of.js';

/** OpenAPI 3.1, made from the same schemas that validate. */
export const openApiDocument = (app: NestFastifyApplication): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setTitle('renku-sessions')
    .setDescription(
      'Compute sessions of Renku projects. Errors are RFC 9457 problem documents. What happens in a project is told live over socket.io, at this address: see docs/live-feed.md of the source.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config, { standardSchemaConverter: jsonSchemaOf });
  const { Problem: problem = {} } = jsonSchemaOf(problemSchema, { schemaType: 'output' }).components;
  return completeDocument(document, problem);
};

/** The document at /api/v1/openapi.json and its reference page at /docs. */
export const serveDocs = (app: NestFastifyApplication): void => {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'api/v1/openapi.json' });
};
