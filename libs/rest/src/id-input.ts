import { z } from 'zod';

/** An id in a body, a query or a message. A UUID is the same in capitals (RFC 9562); ours are kept in small letters. */
export const idInput = z.uuid().toLowerCase();
