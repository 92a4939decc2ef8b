/** What identity proofing asks of the outside world. An adapter never throws for what the provider may do. */

export interface BankCardElements {
  name: string;
  idNumber: string;
  cardNumber: string;
  phone: string;
}

export type BankCardVerdict =
  | { kind: 'matched' }
  /** The four do not belong together; `field` when the provider says which one cannot be right. */
  | { kind: 'mismatch'; field?: keyof BankCardElements }
  /** The provider lets this person try no more today. */
  | { kind: 'tries-used' }
  /** No answer: out of reach, too slow, refused us, or in words we do not know. */
  | { kind: 'unavailable' };

export interface BankCardAnswer {
  verdict: BankCardVerdict;
  /** The provider's own result code and request number, for disputes. */
  result?: string;
  requestId?: string;
}

export interface BankCardProvider {
  verify(elements: BankCardElements): Promise<BankCardAnswer>;
}
