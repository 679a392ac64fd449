import { Long, ObjectId } from 'bson';
import { describe, expect, it } from 'vitest';
import { bytesOf, type Doc, viewOf } from './document.js';
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

  it('a path leads into the field that it begins with', () => {
    const { members } = viewOf(bytes);
    expect(fieldsOf(['members.userId', 'members.role'])(bytes)).toEqual({ members });
  });

  it('one that is called like the prototype is a field, too', () => {
    const odd = bytesOf(JSON.parse('{ "__proto__": "x" }') as Doc);
    expect(Object.hasOwn(fieldsOf(['__proto__'])(odd), '__proto__')).toBe(true);
  });

  it('names that only begin like one are others', () => {
    expect(fieldsOf(['nam', 'names', 'größ', 'absent'])(bytes)).toEqual({});
  });
});
