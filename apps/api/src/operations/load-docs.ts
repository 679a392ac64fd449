import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import * as swagger from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { documentAll, problemSchema } from '#libs/rest';
import { completeDocument } from './complete-document.js';
import { jsonSchemaOf } from './json-schema-of.js';

@Module({})
class DocsModule {}

/** OpenAPI 3.1, made from the same schemas that validate. */
const openApiDocument = (app: NestFastifyApplication): swagger.OpenAPIObject => {
  const config = new swagger.DocumentBuilder()
    .setTitle('renku-sessions')
    .setDescription(
      'Compute sessions of Renku projects. Errors are RFC 9457 problem documents. What happens in a project is told live over socket.io, at this address: see docs/live-feed.md of the source.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const document = swagger.SwaggerModule.createDocument(app, config, { standardSchemaConverter: jsonSchemaOf });
  const { Problem: problem = {} } = jsonSchemaOf(problemSchema, { schemaType: 'output' }).components;
  return completeDocument(document, problem);
};

/** An application that serves the document of another one; it listens nowhere. */
export const loadDocs = async (app: NestFastifyApplication): Promise<FastifyInstance> => {
  documentAll(swagger);
  const document = openApiDocument(app);
  // its messages go where ours go: Nest has one logger a process
  const options = { abortOnError: false };
  const docs = await NestFactory.create<NestFastifyApplication>(DocsModule, new FastifyAdapter(), options);
  swagger.SwaggerModule.setup('docs', docs, document, { jsonDocumentUrl: 'api/v1/openapi.json' });
  await docs.init();
  const fastify = docs.getHttpAdapter().getInstance();
  await fastify.ready();
  return fastify;
};
