import { ApiError } from '../api/api-error.js';

/** It is not the object, or not the version of it, that was meant. */
export const isConflict = (error: unknown): boolean => error instanceof ApiError && error.status === 409;
