/**
 * The extensions about certificate policies (RFC 5280 §4.2.1.4, §4.2.1.5, §4.2.1.11, §4.2.1.14), read and written.
 * Qualifiers are kept as encodings: they inform people and decide nothing.
 */
import { OID } from '../der/oids.ts';
import { contextPrimitive, TAG } from '../der/tags.ts';
import { readOid, readSmallInteger } from '../der/values.ts';
import { integer, oid, sequence } from '../der/write.ts';
import type { Extension } from './extensions.ts';
import { openExtension } from './extensions.ts';

export interface PolicyQualifier {
  oid: string;
  /** The encoded qualifier. */
  value: Uint8Array;
}

export interface PolicyInformation {
  oid: string;
  qualifiers: readonly PolicyQualifier[];
}

export interface PolicyMapping {
  issuerPolicy: string;
  subjectPolicy: string;
}

/** After how many more certificates each rule begins. */
export interface PolicyConstraints {
  requireExplicitPolicy: number | undefined;
  inhibitPolicyMapping: number | undefined;
}

export interface PolicyExtensions {
  policies: readonly PolicyInformation[] | undefined;
  policyMappings: readonly PolicyMapping[];
  policyConstraints: PolicyConstraints | undefined;
  inhibitAnyPolicy: number | undefined;
}

const MAX_POLICIES = 256;

export function readPolicyExtensions(extensions: readonly Extension[]): PolicyExtensions {
  const inhibit = openExtension(extensions, OID.inhibitAnyPolicy);
  return {
    policies: readPolicies(extensions),
    policyMappings: readMappings(extensions),
    policyConstraints: readConstraints(extensions),
    inhibitAnyPolicy: inhibit && readSmallInteger(inhibit, 'inhibitAnyPolicy'),
  };
}

function readPolicies(extensions: readonly Extension[]): PolicyInformation[] | undefined {
  const field = 'certificatePolicies';
  const value = openExtension(extensions, OID.certificatePolicies);
  if (!value) return undefined;
  const seen = new Set<string>();
  const policies = value.list(TAG.sequence, field, MAX_POLICIES).map((member) => {
    const fields = member.open(TAG.sequence, field);
    const type = readOid(fields.any(field), field);
    // §4.2.1.4: a policy MUST NOT appear more than once.
    if (seen.has(type)) member.fail(field, `policy ${type} twice`);
    seen.add(type);
    const list = fields.maybe(TAG.sequence);
    fields.done();
    const qualifiers = list?.list(TAG.sequence, field, 16).map((each) => {
      const pair = each.open(TAG.sequence, field);
      const qualifier = { oid: readOid(pair.any(field), field), value: pair.any(field).bytes };
      pair.done();
      return qualifier;
    });
    if (qualifiers?.length === 0) list?.fail(field, 'no qualifiers');
    return { oid: type, qualifiers: qualifiers ?? [] };
  });
  return policies.length > 0 ? policies : value.fail(field, 'no policies');
}

function readMappings(extensions: readonly Extension[]): PolicyMapping[] {
  const field = 'policyMappings';
  const value = openExtension(extensions, OID.policyMappings);
  if (!value) return [];
  const mappings = value.list(TAG.sequence, field, MAX_POLICIES).map((member) => {
    const pair = member.open(TAG.sequence, field);
    const issuerPolicy = readOid(pair.any(field), field);
    const subjectPolicy = readOid(pair.any(field), field);
    pair.done();
    return { issuerPolicy, subjectPolicy };
  });
  return mappings.length > 0 ? mappings : value.fail(field, 'no mappings');
}

function readConstraints(extensions: readonly Extension[]): PolicyConstraints | undefined {
  const field = 'policyConstraints';
  const value = openExtension(extensions, OID.policyConstraints);
  if (!value) return undefined;
  const fields = value.open(TAG.sequence, field);
  const [explicitAt, mappingAt] = [fields.maybe(contextPrimitive(0)), fields.maybe(contextPrimitive(1))];
  fields.done();
  if (!explicitAt && !mappingAt) value.fail(field, 'no constraint');
  return {
    requireExplicitPolicy: explicitAt && readSmallInteger(explicitAt.as(TAG.integer, field), field),
    inhibitPolicyMapping: mappingAt && readSmallInteger(mappingAt.as(TAG.integer, field), field),
  };
}

export const buildPolicies = (policies: readonly string[]): Uint8Array =>
  sequence(...policies.map((each) => sequence(oid(each))));

export const buildPolicyMappings = (mappings: readonly PolicyMapping[]): Uint8Array =>
  sequence(...mappings.map(({ issuerPolicy, subjectPolicy }) => sequence(oid(issuerPolicy), oid(subjectPolicy))));

export function buildPolicyConstraints(constraints: Partial<PolicyConstraints>): Uint8Array {
  const { requireExplicitPolicy, inhibitPolicyMapping } = constraints;
  return sequence(
    ...(requireExplicitPolicy === undefined ? [] : [integer(requireExplicitPolicy, contextPrimitive(0))]),
    ...(inhibitPolicyMapping === undefined ? [] : [integer(inhibitPolicyMapping, contextPrimitive(1))]),
  );
}
