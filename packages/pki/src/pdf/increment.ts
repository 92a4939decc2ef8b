/**
 * An incremental update (ISO 32000-1 §7.5.6): every earlier byte stays, new and changed objects follow, then a
 * cross-reference section of the same form as the newest one (a table after tables, a stream after streams).
 */
import { sm3 } from '@qianyin/gm';
import { ascii, concat, latin1 } from '../bytes.ts';
import type { PdfDocument } from './document.ts';
import type { XrefSection } from './xref-entry.ts';
import { rawOf } from './syntax.ts';
import { hexString, stream } from './write.ts';

interface Written {
  number: number;
  generation: number;
  offset: number;
}

export class Increment {
  readonly #document: PdfDocument;
  readonly #parts: Uint8Array[];
  readonly #written: Written[] = [];
  #length: number;
  #next: number;

  constructor(document: PdfDocument) {
    const last = document.bytes.at(-1);
    const separator = ascii(last === 0x0a || last === 0x0d ? '' : '\n');
    this.#document = document;
    this.#parts = [document.bytes, separator];
    this.#length = document.bytes.length + separator.length;
    this.#next = document.nextNumber;
  }

  /** A number no object has. */
  reserve(): number {
    return this.#next++;
  }

  /** Write an object; returns the offset of its content in the finished file. */
  add(number: number, content: Uint8Array, generation = 0): number {
    const head = ascii(`${number} ${generation} obj\n`);
    this.#written.push({ number, generation, offset: this.#length });
    const contentAt = this.#length + head.length;
    this.#push(head, content, ascii('\nendobj\n'));
    return contentAt;
  }

  finish(): Uint8Array {
    const [newest] = this.#document.sections as [XrefSection];
    const at = this.#length;
    if (newest.form === 'table') this.#push(this.#table(newest));
    else this.#push(this.#xrefStream(newest));
    this.#push(ascii(`startxref\n${at}\n%%EOF\n`));
    return concat(...this.#parts);
  }

  #push(...parts: Uint8Array[]): void {
    this.#parts.push(...parts);
    this.#length += parts.reduce((sum, part) => sum + part.length, 0);
  }

  #table(newest: XrefSection): Uint8Array {
    const sections = runs(this.#written).map((run) => {
      const lines = run.map(({ offset, generation }) => `${digits(offset, 10)} ${digits(generation, 5)} n \n`);
      return `${run[0]?.number ?? 0} ${run.length}\n${lines.join('')}`;
    });
    return ascii(`xref\n${sections.join('')}trailer\n<< ${this.#trailer(newest, this.#next)} >>\n`);
  }

  #xrefStream(newest: XrefSection): Uint8Array {
    const number = this.reserve();
    const offset = this.#length;
    const all = [...this.#written, { number, generation: 0, offset }];
    const index = runs(all);
    const rows = index.flat().map((each) => {
      const row = new Uint8Array(8);
      row[0] = 1;
      new DataView(row.buffer).setUint32(1, each.offset);
      new DataView(row.buffer).setUint16(5, each.generation);
      return row.subarray(0, 7);
    });
    const dictionary =
      `/Type /XRef /W [1 4 2] /Index [${index.map((run) => `${run[0]?.number ?? 0} ${run.length}`).join(' ')}] ` +
      this.#trailer(newest, this.#next);
    return concat(ascii(`${number} 0 obj\n`), stream(dictionary, concat(...rows)), ascii('\nendobj\n'));
  }

  #trailer({ trailer, offset }: XrefSection, size: number): string {
    const kept = ['Root', 'Info'].flatMap((key) => {
      const value = trailer.entries.get(key);
      return value ? [`/${key} ${latin1(rawOf(value))}`] : [];
    });
    return [`/Size ${size}`, ...kept, ...this.#identifier(), `/Prev ${offset}`].join(' ');
  }

  /** The second half of /ID changes with every update (§14.4); derived from the new bytes, so the result is repeatable. */
  #identifier(): string[] {
    const id = this.#document.array(this.#document.trailer, 'ID');
    const first = id?.items[0];
    if (!first) return [];
    const fresh = sm3(concat(...this.#parts.slice(1))).subarray(0, 16);
    return [`/ID [${latin1(rawOf(first))} ${hexString(fresh)}]`];
  }
}

/** Ascending runs of consecutive object numbers. */
function runs(written: readonly Written[]): Written[][] {
  const all: Written[][] = [];
  for (const each of written.toSorted((a, b) => a.number - b.number)) {
    const last = all.at(-1)?.at(-1);
    if (last && last.number + 1 === each.number) all.at(-1)?.push(each);
    else all.push([each]);
  }
  return all;
}

const digits = (value: number, count: number): string => String(value).padStart(count, '0');
