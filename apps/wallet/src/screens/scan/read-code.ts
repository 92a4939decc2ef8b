/**
 * Reading a QR code from a frame or a picture: the browser's BarcodeDetector where there is one, else zxing compiled to
 * WebAssembly, fetched from this site when it is first needed.
 */
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

interface Detector {
  detect(image: ImageData | ImageBitmap): Promise<{ rawValue: string }[]>;
}
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };

type Read = (image: ImageData) => Promise<string | undefined>;

let reader: Promise<Read> | undefined;

/** The text of the QR code in the image, or undefined when there is none. */
export async function readCode(image: ImageData): Promise<string | undefined> {
  reader ??= openReader();
  return (await reader)(image);
}

async function openReader(): Promise<Read> {
  const Native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  // Some browsers have the class and no decoder behind it.
  const formats: string[] = (await Native?.getSupportedFormats().catch(() => [])) ?? [];
  if (Native !== undefined && formats.includes('qr_code')) {
    const detector = new Native({ formats: ['qr_code'] });
    return async (image) => (await detector.detect(image))[0]?.rawValue;
  }
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });
  return async (image) => {
    const [found] = await readBarcodes(image, { formats: ['QRCode'], maxNumberOfSymbols: 1, tryHarder: true });
    return found?.text;
  };
}

/** A picture that somebody chose or pasted, at most 2000 pixels wide or high: a larger one only takes longer. */
export async function readPicture(file: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (bitmap === undefined) return undefined;
  const scale = Math.min(1, 2000 / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return readCode(context.getImageData(0, 0, canvas.width, canvas.height));
}
