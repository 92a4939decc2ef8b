/**
 * SM2 key exchange with confirmation (GM/T 0003.3-2012). Both ephemeral keys are handed over, so either part can be
 * played by the outsider and must end in the same key and the same confirmations.
 */
import { type ExchangeParty, Secret, sm2AnswerExchange, sm2ConfirmExchange, sm2FinishExchange } from '@qianyin/gm';
import type { Case, Subject } from '../case.ts';
import { flipped, toHex, utf8 } from '../seed.ts';
import { type HandedKey, newKey, spkiOf } from '../sm2-keys.ts';

const IDS = {
  'default ids': ['1234567812345678', '1234567812345678'],
  'other ids': ['ALICE123@YAHOO.COM', '福建某某科技有限公司'],
} as const;
const LENGTHS = [16, 32, 48, 100];

export const sm2ExchangeSubject: Subject = {
  name: 'sm2-exchange',
  cases: () =>
    Object.keys(IDS).flatMap((ids) => [
      ...LENGTHS.flatMap((length) => good(new Exchange(ids as keyof typeof IDS, length))),
      ...broken(new Exchange(ids as keyof typeof IDS, 16)),
    ]),
};

/** One exchange, played by our code on both sides. */
class Exchange {
  readonly label: string;
  readonly initiator = newKey('initiator');
  readonly responder = newKey('responder');
  readonly startKey: HandedKey;
  readonly answerKey: HandedKey;
  readonly ids: readonly [Uint8Array, Uint8Array];
  readonly length: number;
  readonly key: Uint8Array;
  readonly byResponder: Uint8Array;
  readonly byInitiator: Uint8Array;

  constructor(ids: keyof typeof IDS, length: number) {
    this.label = `${ids}, ${length} bytes`;
    this.startKey = newKey(`start ${this.label}`);
    this.answerKey = newKey(`answer ${this.label}`);
    this.ids = [utf8(IDS[ids][0]), utf8(IDS[ids][1])];
    this.length = length;
    const answer = sm2AnswerExchange({
      privateKey: this.responder.privateKey,
      id: this.ids[1],
      peer: this.#peer(this.initiator, 0),
      peerPoint: this.startKey.publicKey,
      keyLength: length,
      random: () => this.answerKey.privateKey.copy(),
    });
    const { key, confirmation } = this.finish(answer.confirmation);
    sm2ConfirmExchange({ expected: answer.expected, confirmation });
    if (toHex(key.copy()) !== toHex(answer.key.copy())) throw new Error('two keys of one exchange');
    this.key = key.copy();
    this.byResponder = answer.confirmation;
    this.byInitiator = confirmation;
  }

  finish(confirmation: Uint8Array, peerPoint: Uint8Array = this.answerKey.publicKey) {
    return sm2FinishExchange({
      privateKey: this.initiator.privateKey,
      id: this.ids[0],
      ephemeral: Secret.take(this.startKey.privateKey.copy()),
      point: this.startKey.publicKey,
      peer: this.#peer(this.responder, 1),
      peerPoint,
      keyLength: this.length,
      confirmation,
    });
  }

  #peer({ publicKey }: HandedKey, index: 0 | 1): ExchangeParty {
    return { publicKey, id: this.ids[index] };
  }

  /** What the outsider needs to play the initiator. */
  get initiatorFiles() {
    return {
      privateKey: this.initiator.pkcs8,
      ephemeralKey: this.startKey.pkcs8,
      peerKey: this.responder.spki,
      peerEphemeral: this.answerKey.spki,
      id: this.ids[0],
      peerId: this.ids[1],
      responderTag: this.byResponder,
    };
  }

  get responderFiles() {
    return {
      privateKey: this.responder.pkcs8,
      ephemeralKey: this.answerKey.pkcs8,
      peerKey: this.initiator.spki,
      peerEphemeral: this.startKey.spki,
      id: this.ids[1],
      peerId: this.ids[0],
    };
  }
}

function good(exchange: Exchange): Case[] {
  const { label, length, key, byResponder, byInitiator } = exchange;
  const outputs = { key, responderTag: byResponder, initiatorTag: byInitiator };
  const shared = { kind: 'sm2-exchange', expected: 'accept', outputs } as const;
  const parameters = { length: `${length}` };
  return [
    {
      ...shared,
      name: `${label}, initiator`,
      parameters: { ...parameters, role: 'initiator' },
      files: exchange.initiatorFiles,
    },
    {
      ...shared,
      name: `${label}, responder`,
      parameters: { ...parameters, role: 'responder' },
      files: exchange.responderFiles,
    },
  ];
}

function broken(exchange: Exchange): Case[] {
  const { label, length, byResponder, answerKey } = exchange;
  const wrongTag = flipped(byResponder, 0);
  const offCurve = flipped(answerKey.publicKey, 64);
  const shared = { kind: 'sm2-exchange', expected: 'reject' } as const;
  const parameters = { role: 'initiator', length: `${length}` };
  return [
    {
      ...shared,
      name: `${label}, wrong confirmation`,
      parameters: { ...parameters, confirms: 'yes' },
      files: { ...exchange.initiatorFiles, responderTag: wrongTag },
      ours: () => exchange.finish(wrongTag).key.length > 0,
    },
    {
      ...shared,
      name: `${label}, point off the curve`,
      parameters,
      files: { ...exchange.initiatorFiles, peerEphemeral: spkiOf(offCurve) },
      ours: () => exchange.finish(byResponder, offCurve).key.length > 0,
    },
  ];
}
