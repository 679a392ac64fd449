/** Where the file view has something about a path; `''` is the page of a directory or file. */
export type About = '' | 'raw' | 'download' | 'api/file';

const escapeByte = (byte: string): string => `%${byte.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;

/** `path` is of bytes (see WorkTree), and stays so: each that is not plain in an address is escaped. */
export const addressOf = (about: About, path: string): string =>
  `/${about}?path=${path.replace(/[^\w./~-]/g, escapeByte)}`;
