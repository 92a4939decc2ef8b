/**
 * Name constraints (RFC 5280 §4.2.1.10): which names the certificates below a CA may carry. Read and written; judged in
 * path/name-constraints.ts. `minimum` is always zero and `maximum` absent, as the profile demands.
 */
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { explicit, sequence } from '../der/write.ts';
import type { Extension } from './extensions.ts';
import { openExtension } from './extensions.ts';
import type { GeneralName, GeneralNameInput } from './general-name.ts';
import { buildGeneralName, readGeneralName } from './general-name.ts';

export interface NameConstraints {
  permitted: readonly GeneralName[];
  excluded: readonly GeneralName[];
}

const MAX_SUBTREES = 1000;

export function readNameConstraints(extensions: readonly Extension[]): NameConstraints | undefined {
  const field = 'nameConstraints';
  const value = openExtension(extensions, OID.nameConstraints);
  if (!value) return undefined;
  const fields = value.open(TAG.sequence, field);
  const permitted = readSubtrees(fields.maybe(contextConstructed(0)), field);
  const excluded = readSubtrees(fields.maybe(contextConstructed(1)), field);
  fields.done();
  if (permitted.length + excluded.length === 0) value.fail(field, 'no subtrees');
  return { permitted, excluded };
}

function readSubtrees(value: Der | undefined, field: string): GeneralName[] {
  if (!value) return [];
  const subtrees = value.list(value.tag, field, MAX_SUBTREES).map((member) => {
    const fields = member.open(TAG.sequence, field);
    const baseAt = fields.any(field);
    const base = readGeneralName(baseAt, field);
    // minimum 0 is the default and not written; any other minimum, and a maximum, is forbidden.
    if (fields.more) fields.any(field).fail(field, 'a minimum or maximum');
    if (base.kind === 'ip' && !isAddressWithMask(base.value)) baseAt.fail(field, 'not an address with a prefix mask');
    return base;
  });
  return subtrees.length > 0 ? subtrees : value.fail(field, 'no subtrees');
}

/** RFC 4632 style: ones, then zeros. */
function isAddressWithMask(octets: Uint8Array): boolean {
  if (octets.length !== 8 && octets.length !== 32) return false;
  let bits = '';
  for (const octet of octets.subarray(octets.length / 2)) bits += octet.toString(2).padStart(8, '0');
  return /^1*0*$/.test(bits);
}

export interface NameConstraintsInput {
  permitted?: readonly GeneralNameInput[];
  excluded?: readonly GeneralNameInput[];
}

export function buildNameConstraints({ permitted = [], excluded = [] }: NameConstraintsInput): Uint8Array {
  const subtrees = (names: readonly GeneralNameInput[], n: number) =>
    names.length === 0
      ? []
      : [explicit(n, ...names.map((name) => sequence(buildGeneralName(name, 'nameConstraints'))))];
  return sequence(...subtrees(permitted, 0), ...subtrees(excluded, 1));
}
