/** The attributes of a name with the types of their values, for rules about encodings. */
import { readOwnDer } from '../der/read.ts';
import { STRING_TAGS, TAG } from '../der/tags.ts';
import { readOid, readText } from '../der/values.ts';

export interface NameValue {
  oid: string;
  tag: number;
  /** Empty for what is no string. */
  text: string;
}

export function nameValues({ der }: { der: Uint8Array }): NameValue[] {
  return readOwnDer(der)
    .list(TAG.sequence, 'name')
    .flatMap((rdn) => rdn.list(TAG.set, 'name'))
    .map((member) => {
      const fields = member.open(TAG.sequence, 'name');
      const oid = readOid(fields.any('name'), 'name');
      const value = fields.any('name');
      return { oid, tag: value.tag, text: STRING_TAGS.includes(value.tag) ? readText(value, 'name') : '' };
    });
}
