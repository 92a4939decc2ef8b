/** The data of streams that a reader itself must unpack: cross-reference and object streams, FlateDecode or plain. */
import type { InflateBudget } from './inflate.ts';
import { unpredict } from './inflate.ts';
import { isKeyword, skipSpace, unreadable } from './parse.ts';
import type { PdfDict, PdfStream, PdfValue } from './syntax.ts';

export function unpackStream(stream: PdfStream, length: number, budget: InflateBudget): Uint8Array {
  const { source, dataStart, dict } = stream;
  const end = dataStart + length;
  if (end > source.length || !isKeyword(source, skipSpace(source, end), 'endstream')) {
    unreadable('endstream is not where /Length says', dataStart);
  }
  const data = source.subarray(dataStart, end);
  const filter = only(dict.entries.get('Filter'), dataStart);
  if (filter === undefined) return data;
  if (filter.kind !== 'name' || filter.value !== 'FlateDecode')
    return unreadable('a filter other than FlateDecode', dataStart);
  const unpacked = budget.inflate(data, dataStart);
  const parameters = only(dict.entries.get('DecodeParms'), dataStart);
  if (parameters?.kind !== 'dict') return unpacked;
  const number = (key: string, otherwise: number) => numberOr(parameters, key, otherwise);
  return unpredict(
    unpacked,
    {
      predictor: number('Predictor', 1),
      columns: number('Columns', 1),
      colors: number('Colors', 1),
      bitsPerComponent: number('BitsPerComponent', 8),
    },
    dataStart,
  );
}

/** The value, or the one member of an array; more than one filter is not unpacked here. */
function only(value: PdfValue | undefined, offset: number): PdfValue | undefined {
  if (value?.kind !== 'array') return value;
  if (value.items.length > 1) unreadable('more than one filter', offset);
  return value.items[0];
}

function numberOr(dict: PdfDict, key: string, otherwise: number): number {
  const value = dict.entries.get(key);
  return value?.kind === 'number' && Number.isInteger(value.value) ? value.value : otherwise;
}
