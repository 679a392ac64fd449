// Started by apps/standalone; what a gateway of its own needs is exported by gateway.ts.
export {};
