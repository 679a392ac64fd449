const names = ['127.0.0.1', '::1', 'localhost'];

/** Whether who listens there can be reached from this computer alone. */
export const isLoopback = (host: string): boolean => names.includes(host) || host.startsWith('127.');
