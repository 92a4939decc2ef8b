/**
 * pdf.js, loaded when the first document is opened. Worker, character maps, fonts and decoders are files of this site.
 *
 * The legacy build is used: browsers inside messengers are years behind. Character maps are those of the Chinese
 * collections (Adobe-GB1, Adobe-CNS1), for PDFs that name a font without carrying it.
 * Left out: forms (XFA), scripts in documents, Japanese and Korean collections.
 */
import type { PageViewport, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// oxlint-disable-next-line import/default -- the bundler answers `?url` with the file's address
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/** Path → address. Eager: only the addresses are compiled in, the files stay files. */
type Addresses = Record<string, string>;

// `no-inline`: an inlined file would be a data: address, which connect-src 'self' refuses.
const characterMaps: Addresses = import.meta.glob(
  '../../../../node_modules/pdfjs-dist/cmaps/{Adobe-GB1,Adobe-CNS1,GB,UniGB,B5,ETen,UniCNS,HKscs,H.,V.}*bcmap',
  { query: '?url&no-inline', import: 'default', eager: true },
);
const fonts: Addresses = import.meta.glob('../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
});
const decoders: Addresses = import.meta.glob('../../../../node_modules/pdfjs-dist/wasm/{openjpeg,jbig2,qcms_bg}.wasm', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
});
const FILES: Record<string, Addresses> = { cMapUrl: characterMaps, standardFontDataUrl: fonts, wasmUrl: decoders };

/** What pdf.js asks for by kind and file name. */
class BundledFiles {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const entry = Object.entries(FILES[kind] ?? {}).find(([path]) => path.endsWith(`/${filename}`));
    if (!entry) throw new Error(`not bundled: ${filename}`);
    const response = await fetch(entry[1]);
    if (!response.ok) throw new Error(`${filename}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/** Opens a document; `destroy` of the result's loading task frees its worker. Rejects with pdf.js's own exceptions. */
export async function openPdf(data: Blob | Uint8Array): Promise<PDFDocumentProxy> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  // pdf.js takes ownership of the bytes: a caller keeps its own.
  const bytes = data instanceof Blob ? new Uint8Array(await data.arrayBuffer()) : data.slice();
  return await pdfjs.getDocument({
    data: bytes,
    BinaryDataFactory: BundledFiles,
    useWorkerFetch: false,
    enableXfa: false,
    // A scan of A0 at 600 dpi is 550 million pixels; beyond 100 million the tab would die.
    maxImageSize: 100_000_000,
  }).promise;
}

/** Lays the words of a page into an element; answers how to stop. Words that cannot be read are left out. */
export function drawPdfText(page: PDFPageProxy, container: HTMLElement, viewport: PageViewport): () => void {
  let stop: (() => void) | undefined;
  let wanted = true;
  const draw = async () => {
    const { TextLayer } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    if (!wanted) return;
    const layer = new TextLayer({ textContentSource: page.streamTextContent(), container, viewport });
    stop = () => layer.cancel();
    await layer.render();
  };
  draw().catch(() => undefined);
  return () => {
    wanted = false;
    stop?.();
  };
}

/** Error code for an exception of openPdf. */
export function pdfProblem(error: unknown): 'documents/pdf-encrypted' | 'documents/pdf-unreadable' {
  const name = error instanceof Error ? error.name : '';
  return name === 'PasswordException' ? 'documents/pdf-encrypted' : 'documents/pdf-unreadable';
}
