/** Without the brackets of an IPv6 address and the dot of a complete name. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
