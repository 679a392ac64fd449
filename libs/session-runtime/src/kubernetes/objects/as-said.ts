/** In commands and environments the kubelet takes $(NAME) for a variable, and $$ for one $; no other runtime does. */
export const asSaid = (word: string): string => word.replaceAll('$', '$$$$');
