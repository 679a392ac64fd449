import { Module } from '@nestjs/common';
import { ConnectHost } from '../connect-host.js';
import { ConnectionsController } from './connections.controller.js';

/** People's tokens for Git hosts. Needs providers of CONNECTIONS, USER_DIRECTORY, OutboundAccess and OutboundClient. */
@Module({ controllers: [ConnectionsController], providers: [ConnectHost] })
export class ConnectionsRoutesModule {}
