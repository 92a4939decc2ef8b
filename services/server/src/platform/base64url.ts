/** Bytes of the public interface: unpadded base64url (RFC 4648 §5) outside, Uint8Array inside. */
export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64url'));
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
