import { Module } from '@nestjs/common';
import { HistoryModule } from '#libs/history';
import { LiveGateway } from './live.gateway.js';
import { SocketAdmission } from './socket-admission.js';

/** The live feed; the application gives its LiveAdapter the SocketAdmission. */
@Module({ imports: [HistoryModule], providers: [LiveGateway, SocketAdmission] })
export class LiveModule {}
