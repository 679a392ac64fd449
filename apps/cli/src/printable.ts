const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text that leaves the terminal's cursor and the direction of writing alone: of what people and files say nobody here has checked it. */
export const printable = (text: string): string => text.replace(unprintable, '?');
