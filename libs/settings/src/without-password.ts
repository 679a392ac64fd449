/**
 * An address as it may be shown: `…` where it has a user. Rather too much is left out than too little, since people forget to encode
 * what has a meaning in addresses.
 */
export const withoutPassword = (url: string): string => url.replace(/\/\/.*@/, '//…@');
