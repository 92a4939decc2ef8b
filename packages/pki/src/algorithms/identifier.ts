/** AlgorithmIdentifier (RFC 5280 §4.1.1.2): an object identifier and parameters whose form depends on it. */
import type { Der } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readOid } from '../der/values.ts';

export interface AlgorithmIdentifier {
  oid: string;
  der: Uint8Array;
  /** Encoded parameters, if any. */
  parameters: Uint8Array | undefined;
}

export interface AlgorithmParts extends AlgorithmIdentifier {
  /** The parameters in place, for whoever reads them. */
  parametersAt: Der | undefined;
}

export function readAlgorithm(value: Der, field: string): AlgorithmIdentifier {
  const { parametersAt: _place, ...algorithm } = readAlgorithmParts(value, field);
  return algorithm;
}

export function readAlgorithmParts(value: Der, field: string): AlgorithmParts {
  const fields = value.open(TAG.sequence, field);
  const oid = readOid(fields.any(field), field);
  const parametersAt = fields.more ? fields.any(field) : undefined;
  fields.done();
  return { oid, der: value.bytes, parameters: parametersAt?.bytes, parametersAt };
}

export const isNull = (parameters: Uint8Array): boolean => parameters.length === 2 && parameters[0] === TAG.null;
