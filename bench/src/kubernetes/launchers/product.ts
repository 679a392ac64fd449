import type { Program } from '../../../../test/support/program.js';

export type Settings = Readonly<Record<string, string>>;

/** This program, as it runs somewhere. */
export interface Product {
  readonly url: string;
  /** Api, worker and gateway. */
  readonly acting: readonly Program[];
  readonly stores: readonly Program[];
  close(): Promise<void>;
}

export type StartProduct = (directory: string, settings: Settings) => Promise<Product>;
