/** As people read it, to the minute, wherever they live. */
export const utcTime = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;
