/** The camera, its frames read until one holds a code. Frames never leave the phone. */
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../parts/Icon.tsx';
import { readCode } from './read-code.ts';
import { texts } from './texts.ts';

/** Between two looks: fast enough to feel instant, slow enough for an old phone. */
const PAUSE_MS = 150;
/** Wide enough for a code across a third of the picture. */
const MAX_EDGE = 960;

type Trouble = 'refused' | 'noCamera';

export function Camera({ onText }: { onText: (text: string) => void }) {
  const t = texts.useT();
  const video = useRef<HTMLVideoElement>(null);
  const [trouble, setTrouble] = useState<Trouble>();
  const [running, setRunning] = useState(false);
  const told = useRef(onText);
  useEffect(() => {
    told.current = onText;
  });

  useEffect(() => {
    const stop = new AbortController();
    const element = video.current;
    if (element === null) return;
    watch(element, stop.signal, {
      onRunning: () => setRunning(true),
      onText: (text) => told.current(text),
    }).catch((error: unknown) => {
      if (!stop.signal.aborted) setTrouble(troubleOf(error));
    });
    return () => stop.abort();
  }, []);

  if (trouble !== undefined) {
    return (
      <div className="camera camera-off" role="status">
        <Icon name="scan" size={48} />
        <p>{t(trouble)}</p>
      </div>
    );
  }
  return (
    <div className="camera">
      {/* A live picture of a screen: there is nothing to caption. */}
      <video ref={video} muted playsInline aria-label={t('aim')} />
      <div className="camera-frame" aria-hidden="true" />
      <p className="camera-aim">{t(running ? 'aim' : 'starting')}</p>
    </div>
  );
}

async function watch(
  element: HTMLVideoElement,
  signal: AbortSignal,
  tell: { onRunning: () => void; onText: (text: string) => void },
): Promise<void> {
  // Undefined where the page is not secure.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (devices === undefined) throw new DOMException('no camera here', 'NotFoundError');
  const stream = await devices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) return end();
  signal.addEventListener('abort', end);
  element.srcObject = stream;
  await element.play();
  tell.onRunning();
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (context === null) throw new DOMException('no canvas', 'NotSupportedError');
  while (!signal.aborted) {
    const text = await readFrame(element, context);
    if (text !== undefined && !signal.aborted) tell.onText(text);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function readFrame(element: HTMLVideoElement, context: CanvasRenderingContext2D): Promise<string | undefined> {
  const { videoWidth, videoHeight } = element;
  if (videoWidth === 0) return Promise.resolve(undefined);
  const scale = Math.min(1, MAX_EDGE / Math.max(videoWidth, videoHeight));
  const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
  Object.assign(context.canvas, { width, height });
  context.drawImage(element, 0, 0, width, height);
  return readCode(context.getImageData(0, 0, width, height));
}

function troubleOf(error: unknown): Trouble {
  return error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'noCamera';
}
