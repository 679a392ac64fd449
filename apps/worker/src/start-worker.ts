import { NestFactory } from '@nestjs/core';
import { OperationsServer } from '#libs/observability';
import { findBackingServices, nestOptions } from '#libs/platform';
import { freePort, type ProcessContext, type Running } from '#libs/process';
import { localUrl } from '#libs/settings';
import { WorkerProcessModule } from './worker-process.module.js';

/** A worker beside other processes. */
export const startWorker = async ({ settings: given, ...more }: ProcessContext): Promise<Running> => {
  const OPERATIONS_PORT = await freePort(given.HOST, given.OPERATIONS_PORT, 'OPERATIONS_PORT');
  const context = { ...more, settings: { ...given, OPERATIONS_PORT } };
  const root = WorkerProcessModule.of(context, await findBackingServices(context));
  const app = await NestFactory.createApplicationContext(root, nestOptions(context));
  return { app, url: localUrl(given.HOST, app.get(OperationsServer).port) };
};
