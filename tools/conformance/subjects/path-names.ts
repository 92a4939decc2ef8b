/** Chains with name constraints (RFC 5280 §4.2.1.10, §6.1.3 b–c). */
import type { Link, NameText } from '../chain.ts';
import type { Row } from './path-row.ts';

const root: Link = { key: 'root' };
const leaf = (...subjectAltNames: NameText[]): Link => ({
  key: 'leaf',
  ...(subjectAltNames.length > 0 ? { subjectAltNames } : {}),
});
const permits = (...permitted: NameText[]): Link => ({ key: 'ca', permitted });
const excludes = (...excluded: NameText[]): Link => ({ key: 'ca', excluded });

const COMMON_NAME = { gnutls: 'takes the common name for a host where no other is named' };
const GO_HOSTS = { 'go-x509': 'takes a constraint of one host for its domain (RFC 5280 §4.2.1.10)' };
const GNUTLS_TYPES = { gnutls: 'constrains neither URIs nor directory names' };

const row = (expected: Row['expected'], name: string, links: readonly Link[], except: Row['except'] = {}): Row => ({
  name: `names: ${name}`,
  links: [...links, root],
  expected,
  except,
});
const good = row.bind(undefined, 'accept');
const bad = row.bind(undefined, 'reject');

export const NAME_CHAINS: readonly Row[] = [
  good('host below the permitted domain', [leaf('dns:a.example.cn'), permits('dns:example.cn')]),
  good('host that is the permitted domain', [leaf('dns:example.cn'), permits('dns:example.cn')]),
  good('host in other letters', [leaf('dns:A.Example.CN'), permits('dns:example.cn')]),
  bad('host elsewhere', [leaf('dns:a.example.com'), permits('dns:example.cn')]),
  bad('host that only ends alike', [leaf('dns:badexample.cn'), permits('dns:example.cn')]),
  bad('one host of two elsewhere', [leaf('dns:a.example.cn', 'dns:a.example.com'), permits('dns:example.cn')]),
  good('no host at all', [leaf(), permits('dns:example.cn')], COMMON_NAME),
  good('mailbox where only hosts are constrained', [leaf('email:a@other.cn'), permits('dns:example.cn')], COMMON_NAME),
  bad('host below the excluded domain', [leaf('dns:a.example.cn'), excludes('dns:example.cn')]),
  good('host outside the excluded domain', [leaf('dns:a.example.com'), excludes('dns:example.cn')]),
  bad('permitted and excluded', [
    leaf('dns:b.a.example.cn'),
    { ...permits('dns:example.cn'), excluded: ['dns:a.example.cn'] },
  ]),
  good('mailbox at the permitted host', [leaf('email:a@example.cn'), permits('email:example.cn')]),
  bad('mailbox at a host below', [leaf('email:a@mail.example.cn'), permits('email:example.cn')], GO_HOSTS),
  good('mailbox in the permitted domain', [leaf('email:a@mail.example.cn'), permits('email:.example.cn')]),
  bad('mailbox at the domain itself', [leaf('email:a@example.cn'), permits('email:.example.cn')]),
  good('the permitted mailbox', [leaf('email:a@example.cn'), permits('email:a@example.cn')]),
  bad('another mailbox', [leaf('email:b@example.cn'), permits('email:a@example.cn')]),
  good('URI at the permitted host', [leaf('uri:http://www.example.cn/a'), permits('uri:www.example.cn')]),
  bad('URI at a host below', [leaf('uri:http://x.www.example.cn/a'), permits('uri:www.example.cn')], {
    ...GO_HOSTS,
    ...GNUTLS_TYPES,
  }),
  good('URI in the permitted domain', [leaf('uri:http://www.example.cn/a'), permits('uri:.example.cn')]),
  bad('URI elsewhere', [leaf('uri:http://www.example.com/a'), permits('uri:.example.cn')], GNUTLS_TYPES),
  good('address in the permitted network', [leaf('ip:0a000105'), permits('ip:0a000000ff000000')]),
  bad('address outside the permitted network', [leaf('ip:0b000105'), permits('ip:0a000000ff000000')]),
  bad('address in the excluded network', [leaf('ip:0a000105'), excludes('ip:0a000000ff000000')]),
  good('subject in the permitted organization', [{ ...leaf(), organization: 'Permitted' }, permits('dn:Permitted')], {
    'go-x509': 'refuses critical constraints of directory names',
  }),
  bad('subject in another organization', [{ ...leaf(), organization: 'Other' }, permits('dn:Permitted')], GNUTLS_TYPES),
  bad('subject in the excluded organization', [{ ...leaf(), organization: 'Excluded' }, excludes('dn:Excluded')]),
  bad('an authority between goes beyond', [
    leaf('dns:a.example.com'),
    { key: 'ca' },
    { ...permits('dns:example.cn'), key: 'ca2' },
  ]),
  bad('a later authority cannot widen', [
    leaf('dns:a.example.com'),
    permits('dns:example.com'),
    { ...permits('dns:example.cn'), key: 'ca2' },
  ]),
  bad('both authorities permit another domain', [
    leaf('dns:a.example.cn'),
    permits('dns:example.com'),
    { ...permits('dns:example.cn'), key: 'ca2' },
  ]),
];
