/** Argon2id off the screen's thread: the answer to one message, then the page ends this worker. */
import { stretchPin } from '../core/pin-stretch.ts';

self.addEventListener('message', (event: MessageEvent<{ pin: string; salt: Uint8Array }>) => {
  void stretchPin(event.data.pin, event.data.salt).then((kdf) => {
    self.postMessage(kdf, { transfer: [kdf.buffer] });
  });
});
