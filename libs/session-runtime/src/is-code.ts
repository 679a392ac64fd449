/** Not by `instanceof`: errors of Node's own modules are of another realm where tests run. */
export function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
