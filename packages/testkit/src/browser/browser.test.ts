import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import QRCode from 'qrcode';
import { fakeCamera } from './camera.ts';
import { launchBrowser } from './launch.ts';
import { decodePng } from './png.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><video autoplay playsinline></video><script>
  navigator.mediaDevices.getUserMedia({ video: true }).then((s) => { document.querySelector('video').srcObject = s; });
  // The share of dark pixels in what the camera sees now.
  window.darkness = () => {
    const video = document.querySelector('video');
    if (!video.videoWidth) return -1;
    const canvas = Object.assign(document.createElement('canvas'), { width: video.videoWidth, height: video.videoHeight });
    const context = canvas.getContext('2d');
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] < 80) dark += 1;
    return dark / (data.length / 4);
  };
</script>`;

const camera = fakeCamera();
const browser = await launchBrowser({ camera });
const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(PAGE));
await new Promise<void>((settle) => {
  server.listen(0, '127.0.0.1', settle);
});
after(async () => {
  await browser.close();
  server.close();
  camera.remove();
});

test('the camera of a running page sees what is shown to it', async () => {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction('darkness() === 0');
  camera.show('https://example.test/s/1');
  await page.waitForFunction('darkness() > 0.15');
  camera.showNothing();
  await page.waitForFunction('darkness() === 0');
});

test('Chinese text is drawn with a real font', async () => {
  const page = await browser.newPage();
  const ink = async (text: string) => {
    await page.setContent(`<body style="margin:0;font:40px sans-serif">${text}</body>`);
    const { luma } = decodePng(await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 60 } }));
    return Buffer.from(luma).toString('hex');
  };
  // Missing glyphs all look the same.
  assert.notEqual(await ink('签'), await ink('印'));
});

test('a screenshot decodes to what was on the page', async () => {
  const page = await browser.newPage({ viewport: { width: 64, height: 32 } });
  await page.setContent('<body style="margin:0;background:linear-gradient(90deg,#000 50%,#fff 50%)">');
  const { width, height, luma } = decodePng(await page.screenshot());
  assert.deepEqual([width, height], [64, 32]);
  assert.deepEqual([luma[0], luma[31], luma[32], luma.at(-1)], [0, 0, 255, 255]);
});

test('the video file holds whole frames', () => {
  camera.show('x'.repeat(100));
  const bytes = readFileSync(camera.path);
  const header = bytes.indexOf('\n') + 1;
  assert.equal((bytes.length - header) % (6 + 640 * 480 * 1.5), 0);
  assert.equal(QRCode.create('x').modules.size, 21);
});
