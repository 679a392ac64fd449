import { z } from 'zod';

/**
 * No control characters and line separators, which break lists and logs, and no Unicode bidi controls (UAX #9), with which a
 * name can look like another one.
 */
const plain = /^[^\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*$/;

/** Something to see: neither white space, nor what is shown as nothing by definition (joiners, fillers, tags), nor a blank. */
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\u2800]/u;

/**
 * One line of text that is shown to others, of 1 to `longest` characters; white space around it is cut off, and letters
 * are composed (NFC), so that it is found however it was typed. `missing`: what is said where there is none.
 */
export const plainText = (longest: number, missing?: string) =>
  z
    .string({ error: ({ input }) => (input === undefined ? missing : undefined) })
    .normalize('NFC')
    .trim()
    .min(1)
    .max(longest)
    .regex(plain, 'must not contain control characters or characters that change the direction of writing')
    .refine((text) => visible.test(text), 'must have a character that can be seen');

/** What projects, sessions and environments are called. */
export const displayName = plainText(99);
