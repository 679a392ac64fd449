import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { nestOptions } from '#libs/platform';
import type { ProcessContext } from '#libs/process';
import { apiAdapter } from './api-adapter.js';
import { configureApi } from './configure-api.js';

/** The HTTP application of a root module with ApiModule in it, not yet listening. */
export const createApi = async (root: DynamicModule, context: ProcessContext): Promise<NestFastifyApplication> => {
  const options = { ...nestOptions(context), bodyParser: false };
  const app = await NestFactory.create<NestFastifyApplication>(root, apiAdapter(context.settings), options);
  await configureApi(app);
  return app;
};
