/**
 * The entries of a revocation list (RFC 5280 §5.1.2.6, §5.3), left where they stand: every one is checked once when the
 * list is read, and of each only its place is kept, four bytes. One entry becomes an object when it is asked for. So a
 * list of 100,000 costs its own bytes and little more.
 *
 * Entries of an indirect list name another issuer by a critical extension that is not understood here: refused.
 */
import { contentStartAt, lengthAt } from '../der/check.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { derAt } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readIntegerHex, readSmallInteger, readTime } from '../der/values.ts';
import { integer } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { openExtension, readExtensions } from '../x509/extensions.ts';
import type { EntryReason } from './reason.ts';
import { entryReasonOf } from './reason.ts';

export interface RevokedCertificate {
  /** Hex. */
  serial: string;
  at: Date;
  reason: EntryReason;
  /** When the key is known or suspected to have become unsafe, where that is earlier (§5.3.2). */
  invalidityDate?: Date;
}

const FIELD = 'revokedCertificates';
const KNOWN: readonly string[] = [OID.crlReason, OID.invalidityDate];
/** A chain of the index longer than this is no accident: then the list is searched from its beginning. */
const MAX_PROBES = 64;
/** The usual extensions of an entry: one reason, up to its number. Longer than a second look by structure takes. */
const REASON_ONLY = Uint8Array.of(0x30, 12, 0x30, 10, 6, 3, 0x55, 0x1d, 21, 4, 3, 0x0a, 1);

export class RevokedEntries implements Iterable<RevokedCertificate> {
  readonly size: number;
  readonly #bytes: Uint8Array;
  readonly #base: number;
  readonly #starts: Uint32Array;
  #index: Uint32Array | undefined | 'none';

  /** `list` is the SEQUENCE of entries. Throws PkiError as parseCrl does. */
  constructor(list: Der | undefined, max: number) {
    this.#bytes = list?.content ?? new Uint8Array();
    this.#base = list?.contentOffset ?? 0;
    this.#starts = this.#checkAll(max);
    this.size = this.#starts.length;
  }

  /** The entry of this serial number (hex), or undefined. Throws `pki/bad-value` for what is no number. */
  find(serial: string): RevokedCertificate | undefined {
    const position = this.#positionOf(integer(serial));
    return position === undefined ? undefined : this.#read(position);
  }

  *[Symbol.iterator](): Iterator<RevokedCertificate> {
    for (let i = 0; i < this.size; i++) yield this.#read(i);
  }

  #checkAll(max: number): Uint32Array {
    let starts = new Uint32Array(16);
    let count = 0;
    for (let at = 0; at < this.#bytes.length; count++) {
      if (count === max)
        throw new PkiError('pki/too-large', `more than ${max} entries`, { offset: this.#base, field: FIELD });
      if (count === starts.length) {
        const longer = new Uint32Array(2 * count);
        longer.set(starts);
        starts = longer;
      }
      starts[count] = at;
      const end = contentStartAt(this.#bytes, at) + lengthAt(this.#bytes, at, this.#bytes.length, this.#base);
      if (!this.#isPlain(at, end)) readEntry(derAt(this.#bytes, at, end, this.#base));
      at = end;
    }
    return starts.slice(0, count);
  }

  /** A serial number, a time and at most a known reason, seen without making an object of anything. */
  #isPlain(at: number, end: number): boolean {
    const bytes = this.#bytes;
    if (bytes[at] !== TAG.sequence) return false;
    const serial = contentStartAt(bytes, at);
    if (bytes[serial] !== TAG.integer || (bytes[contentStartAt(bytes, serial)] as number) >= 0x80) return false;
    const time = endAt(bytes, serial, end);
    if (bytes[time] !== TAG.utcTime && bytes[time] !== TAG.generalizedTime) return false;
    const extensions = endAt(bytes, time, end);
    if (extensions === end) return true;
    if (end - extensions !== REASON_ONLY.length + 1) return false;
    for (let i = 0; i < REASON_ONLY.length; i++) if (bytes[extensions + i] !== REASON_ONLY[i]) return false;
    return entryReasonOf(bytes[end - 1] as number) !== undefined;
  }

  #read(position: number): RevokedCertificate {
    return readEntry(derAt(this.#bytes, this.#starts[position] as number, this.#bytes.length, this.#base));
  }

  #positionOf(wanted: Uint8Array): number | undefined {
    this.#index ??= this.#makeIndex();
    if (this.#index === 'none') {
      for (let i = 0; i < this.size; i++) if (this.#hasSerial(i, wanted)) return i;
      return undefined;
    }
    const mask = this.#index.length - 1;
    for (let slot = hash(wanted, 0, wanted.length) & mask; ; slot = (slot + 1) & mask) {
      const found = this.#index[slot] as number;
      if (found === 0) return undefined;
      if (this.#hasSerial(found - 1, wanted)) return found - 1;
    }
  }

  /** Open addressing over positions; the first of two entries with one serial number is found first. */
  #makeIndex(): Uint32Array | 'none' {
    let slots = 4;
    while (slots < 2 * this.size) slots *= 2;
    const index = new Uint32Array(slots);
    for (let i = 0; i < this.size; i++) {
      const at = contentStartAt(this.#bytes, this.#starts[i] as number);
      let slot = hash(this.#bytes, at, endAt(this.#bytes, at, this.#bytes.length)) & (slots - 1);
      for (let probes = 0; index[slot] !== 0; slot = (slot + 1) & (slots - 1)) if (++probes > MAX_PROBES) return 'none';
      index[slot] = i + 1;
    }
    return index;
  }

  #hasSerial(position: number, wanted: Uint8Array): boolean {
    const at = contentStartAt(this.#bytes, this.#starts[position] as number);
    for (let i = 0; i < wanted.length; i++) if (this.#bytes[at + i] !== wanted[i]) return false;
    return true;
  }
}

const endAt = (bytes: Uint8Array, at: number, limit: number): number =>
  contentStartAt(bytes, at) + lengthAt(bytes, at, limit, 0);

/** FNV-1a, mixed: serial numbers may be small and consecutive. */
function hash(bytes: Uint8Array, from: number, to: number): number {
  let value = 0x811c9dc5;
  for (let i = from; i < to; i++) value = Math.imul(value ^ (bytes[i] as number), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return (value ^ (value >>> 16)) >>> 0;
}

function readEntry(value: Der): RevokedCertificate {
  const fields = value.open(TAG.sequence, FIELD);
  const serial = readIntegerHex(fields.any(FIELD), FIELD);
  const at = readTime(fields.any(FIELD), FIELD).instant;
  const extensions = fields.more ? readExtensions(fields.any(FIELD), FIELD) : [];
  fields.done();
  const unknown = extensions.find((each) => each.critical && !KNOWN.includes(each.oid));
  if (unknown) value.fail('extensions', `critical extension ${unknown.oid} is not understood`);
  const reasonAt = openExtension(extensions, OID.crlReason);
  const reason = reasonAt ? entryReasonOf(readSmallInteger(reasonAt, 'crlReason', TAG.enumerated)) : 'unspecified';
  const dateAt = openExtension(extensions, OID.invalidityDate)?.expect(TAG.generalizedTime, 'invalidityDate');
  return {
    serial,
    at,
    reason: reason ?? value.fail('crlReason', 'unknown reason'),
    ...(dateAt ? { invalidityDate: readTime(dateAt, 'invalidityDate').instant } : {}),
  };
}
