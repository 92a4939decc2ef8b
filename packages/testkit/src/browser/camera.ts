/**
 * What the browser's camera sees: a video file of still frames (YUV4MPEG2, 640×480, 4:2:0) with a QR code or a picture.
 * Chromium reads the file over and over, frame by frame, so writing other frames over it in place is like holding
 * another thing before the lens.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import QRCode from 'qrcode';
import { decodePng, type Picture } from './png.ts';

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 10;
const DARK = 16;
const LIGHT = 235;
const HEADER = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F30:1 Ip A1:1 C420mpeg2\n`);
const FRAME = Buffer.from('FRAME\n');

export interface FakeCamera {
  /** The video file, for the browser's command line. */
  readonly path: string;
  /** Shows the QR code of a text, or a picture (PNG bytes, as a screenshot gives them). */
  show(what: string | Uint8Array): void;
  /** Nothing but a wall. */
  showNothing(): void;
  /** Removes the file; after the browser is closed. */
  remove(): void;
}

/** A camera that sees a wall at first. */
export function fakeCamera(): FakeCamera {
  const folder = mkdtempSync(join(tmpdir(), 'qianyin-camera-'));
  const path = join(folder, 'camera.y4m');
  const write = (luma: Uint8Array) => {
    // In place and of the same length: the browser keeps the file open.
    const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
    const frame = Buffer.concat([FRAME, luma, chroma]);
    const file = openSync(path, 'r+');
    try {
      for (let i = 0; i < FRAMES; i++) writeSync(file, frame, 0, frame.length, HEADER.length + i * frame.length);
    } finally {
      closeSync(file);
    }
  };
  const wall = () => Buffer.alloc(WIDTH * HEIGHT, LIGHT - 60);
  const file = openSync(path, 'w', 0o600);
  writeSync(file, HEADER);
  closeSync(file);
  write(wall());
  return {
    path,
    show: (what) => write(lumaOf(typeof what === 'string' ? drawQr(what) : decodePng(what))),
    showNothing: () => write(wall()),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function drawQr(text: string): Picture {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const quiet = 4;
  const size = modules.size + 2 * quiet;
  const luma = new Uint8Array(size * size).fill(255);
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      if (modules.get(y, x)) luma[(y + quiet) * size + x + quiet] = 0;
    }
  }
  return { width: size, height: size, luma };
}

/** Scales to the frame's height or width, centred on white; brightness into the range of video. */
function lumaOf({ width, height, luma }: Picture): Uint8Array {
  const scale = Math.min(WIDTH / width, HEIGHT / height);
  const left = Math.floor((WIDTH - width * scale) / 2);
  const top = Math.floor((HEIGHT - height * scale) / 2);
  const frame = new Uint8Array(WIDTH * HEIGHT).fill(LIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    const fromY = Math.floor((y - top) / scale);
    if (fromY < 0 || fromY >= height) continue;
    for (let x = 0; x < WIDTH; x++) {
      const fromX = Math.floor((x - left) / scale);
      if (fromX < 0 || fromX >= width) continue;
      const value = luma[fromY * width + fromX] ?? 255;
      frame[y * WIDTH + x] = DARK + Math.round((value / 255) * (LIGHT - DARK));
    }
  }
  return frame;
}
