/**
 * AES-256-GCM (NIST SP 800-38D) of one value under the master key.
 * Layout: version 1 ‖ IV (12, random) ‖ ciphertext ‖ tag (16). AAD = version ‖ purpose ‖ 0 ‖ id.
 * Random IVs bound the number of values under one master key to 2^32; rotation is left out, the version byte is its place.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Secret } from '@qianyin/gm';
import type { RandomBytes } from '@qianyin/gm';
import { KeyStoreError } from './port.ts';
import type { Label } from './port.ts';

const VERSION = 1;
const IV_LENGTH = 12;
const TAG_LENGTH = 16;

const associated = ({ purpose, id }: Label) => Buffer.concat([Buffer.of(VERSION), Buffer.from(`${purpose}\0${id}`)]);

export function sealBytes(master: Secret, label: Label, secret: Secret, random: RandomBytes): Uint8Array {
  const iv = random(IV_LENGTH);
  const cipher = master.use((key) => createCipheriv('aes-256-gcm', key, iv));
  cipher.setAAD(associated(label));
  const body = secret.use((bytes) => Buffer.concat([cipher.update(bytes), cipher.final()]));
  return new Uint8Array(Buffer.concat([Buffer.of(VERSION), iv, body, cipher.getAuthTag()]));
}

export function openBytes(master: Secret, label: Label, sealed: Uint8Array): Secret {
  if (sealed[0] !== VERSION || sealed.length < 1 + IV_LENGTH + TAG_LENGTH) throw new KeyStoreError();
  const iv = sealed.subarray(1, 1 + IV_LENGTH);
  const decipher = master.use((key) => createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_LENGTH }));
  decipher.setAAD(associated(label));
  decipher.setAuthTag(sealed.subarray(-TAG_LENGTH));
  const body = decipher.update(sealed.subarray(1 + IV_LENGTH, -TAG_LENGTH));
  try {
    decipher.final();
  } catch (cause) {
    body.fill(0);
    throw new KeyStoreError({ cause });
  }
  return Secret.take(new Uint8Array(body));
}
