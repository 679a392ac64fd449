/** Host and port as one word, the same for every spelling; without the port that its scheme has by default. */
export const authorityOf = ({ host }: URL): string => host.toLowerCase().replace(/\.(?=:|$)/, '');
