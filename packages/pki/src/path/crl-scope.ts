/**
 * Which certificates a list speaks about, and of which reasons (RFC 5280 §5.2.5, §6.3.3 (b), (d)). Lists and
 * distribution points that hand the work to another issuer (indirect CRLs) are not used.
 */
import { sameBytes } from '../bytes.ts';
import type { CertificateList } from '../crl/crl.ts';
import { readOwnDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { sequence } from '../der/write.ts';
import type { Certificate } from '../x509/certificate.ts';
import { sameName } from '../x509/compare-names.ts';
import type { DistributionPointName, ReasonFlag } from '../x509/distribution-points.ts';
import { ALL_REASONS } from '../x509/distribution-points.ts';
import type { GeneralName } from '../x509/general-name.ts';
import type { Name } from '../x509/name.ts';

/** The reasons about which this list, silent, clears this certificate; none when the list is about others. */
export function reasonsCovered({ scope, issuer }: CertificateList, certificate: Certificate): readonly ReasonFlag[] {
  if (!scope) return ALL_REASONS;
  const isCa = certificate.basicConstraints?.ca ?? false;
  if (scope.indirect || scope.only === 'attribute' || scope.only === (isCa ? 'user' : 'ca')) return [];
  const some = scope.onlySomeReasons ?? ALL_REASONS;
  if (!scope.name) return some;
  const listed = namesOf(scope.name, issuer);
  const points = certificate.crlDistributionPoints.filter(({ crlIssuer }) => !crlIssuer);
  // A certificate without distribution points has one all the same: the name of its issuer (§6.3.3, last paragraph).
  const own = [{ names: [directoryName(certificate.issuer)], reasons: ALL_REASONS }];
  const named = points.map(({ name, reasons }) => ({
    names: name ? namesOf(name, certificate.issuer) : [],
    reasons: reasons ?? ALL_REASONS,
  }));
  const matching = [...own, ...named].filter(({ names }) => names.some((a) => listed.some((b) => isSame(a, b))));
  return some.filter((reason) => matching.some(({ reasons }) => reasons.includes(reason)));
}

/** Whether two lists are about the same certificates (§5.2.4: a delta list and its base). */
export function sameScope(a: CertificateList, b: CertificateList): boolean {
  const same = (x: Uint8Array | undefined, y: Uint8Array | undefined) => (x && y ? sameBytes(x, y) : x === y);
  return same(a.scope?.der, b.scope?.der) && same(a.authorityKeyId, b.authorityKeyId) && sameName(a.issuer, b.issuer);
}

function namesOf(name: DistributionPointName, issuer: Name): readonly GeneralName[] {
  if ('full' in name) return name.full;
  // nameRelativeToCRLIssuer: one RDN behind those of the issuer.
  const rdns = readOwnDer(issuer.der)
    .list(TAG.sequence, 'issuer')
    .map(({ bytes }) => bytes);
  return [directoryName({ ...issuer, der: sequence(...rdns, name.relative) })];
}

const directoryName = (value: Name): GeneralName => ({ kind: 'directory', value, der: value.der });

function isSame(a: GeneralName, b: GeneralName): boolean {
  if (a.kind === 'directory' && b.kind === 'directory') return sameName(a.value, b.value);
  return a.kind === b.kind && sameBytes(a.der, b.der);
}
