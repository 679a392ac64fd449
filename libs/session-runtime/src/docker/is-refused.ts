/** The engine was asked and said no; else nobody answered. */
export function isRefused(error: unknown): error is Error & { readonly statusCode: number } {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}
