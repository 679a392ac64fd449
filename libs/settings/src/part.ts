/** What a process of this program is: everything, the embedded servers, or one part beside others. */
export type Part = 'standalone' | 'stores' | 'api' | 'worker' | 'gateway';
