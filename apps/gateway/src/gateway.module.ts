import { Module } from '@nestjs/common';
import {
  PersonalTokensModule,
  ReadModelsModule,
  SessionAccessModule,
  SessionRuntimeReaderModule,
  SignedOutBrowsersModule,
} from '#libs/platform';
import { GatewayServer } from './gateway-server.js';

/** The authenticated way into running sessions. Needs a module that provides READ_MODELS. */
@Module({
  imports: [
    PersonalTokensModule,
    ReadModelsModule,
    SessionAccessModule,
    SessionRuntimeReaderModule,
    SignedOutBrowsersModule,
  ],
  providers: [GatewayServer],
})
export class GatewayModule {}
