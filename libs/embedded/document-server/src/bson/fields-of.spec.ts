import { describe, expect, it } from '@jest/globals';
import { Long, ObjectId } from 'bson';
import { bytesOf, viewOf } from './document.js';
import { fieldsOf } from './fields-of.js';

const doc = {
  _id: new ObjectId(),
  name: 'Flüge',
  größe: Long.fromString('9007199254740993'),
  members: [{ userId: 'grace' }, { userId: 'linus' }],
  at: new Date(0),
  nothing: null,
  pattern: /^a/i,
};
const bytes = bytesOf(doc);

describe('fields of an encoded document', () => {
  it.each(Object.keys(doc))('%s is as the whole document has it', (name) => {
    expect(fieldsOf([name])(bytes)).toEqual({ [name]: viewOf(bytes)[name] });
  });

  it('several are found in one look', () => {
    const { name, members, nothing } = viewOf(bytes);
    expect(fieldsOf(['nothing', 'members', 'name'])(bytes)).toEqual({ name, members, nothing });
  });

  it('names that only begin like one are others', () => {
    expect(fieldsOf(['nam', 'names', 'größ', 'absent'])(bytes)).toEqual({});
  });
});
