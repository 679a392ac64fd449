/** As pino has it: fields, then the event's name. */
export interface GatewayLog {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
}
