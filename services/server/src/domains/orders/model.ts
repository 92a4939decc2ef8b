/** Types of the domain and the status of an order computed from its facts, pure. */
import type { ClaimForm, OrderQueue, OrderStatus, SubjectType } from '@qianyin/contract';

export const MATERIAL_MAX_BYTES = 10 * 1024 * 1024;
export const UPLOADS_PER_ORDER = 60;
export const OPEN_ORDERS_PER_ACCOUNT = 20;
export const QUEUE_LENGTH = 200;

export interface OrderFacts {
  submittedAt: Date | null;
  acceptedAt: Date | null;
  refusedAt: Date | null;
  approvedAt: Date | null;
  paidAt: Date | null;
  issuedAt: Date | null;
}

/** The latest fact decides; a refusal stands until the next submission clears it. */
export function statusOf(facts: OrderFacts): OrderStatus {
  if (facts.issuedAt) return 'issued';
  if (facts.paidAt) return 'paid';
  if (facts.approvedAt) return 'approved';
  if (facts.refusedAt) return 'refused';
  if (facts.acceptedAt) return 'accepted';
  if (facts.submittedAt) return 'submitted';
  return 'draft';
}

/** The desk's queue that an order waits in. */
export function queueOf(facts: OrderFacts): OrderQueue | null {
  const status = statusOf(facts);
  if (status === 'submitted') return 'acceptance';
  return status === 'accepted' ? 'audit' : null;
}

export function isEditable(facts: OrderFacts): boolean {
  const status = statusOf(facts);
  return status === 'draft' || status === 'refused';
}

export interface Order extends OrderFacts {
  id: string;
  number: string;
  accountId: string;
  productId: string;
  subject: SubjectType;
  years: number;
  form: ClaimForm;
  /** Moves with every change of form or materials. */
  revision: number;
  createdAt: Date;
  /** Fixed when the order is submitted. */
  priceCents: number | null;
  materialsDigest: Uint8Array | null;
  acceptedBy: string | null;
  refusedBy: string | null;
  approvedBy: string | null;
}

/** What issuance may know: facts of the public register and of the decisions, no contact data. */
export interface OrderForIssuance {
  id: string;
  productId: string;
  subject: SubjectType;
  years: number;
  form: Pick<ClaimForm, 'unitName' | 'uscc' | 'legalRepresentative' | 'registeredPlace'>;
  acceptedBy: string;
  approvedBy: string;
  paidAt: Date;
  issuedAt: Date | null;
}

export interface OrderForPayment {
  id: string;
  number: string;
  accountId: string;
  productId: string;
  unitName: string;
  priceCents: number;
  approvedAt: Date | null;
  paidAt: Date | null;
}

/** The day in Shanghai, `2026-11-23`. */
export function dayOf(at: Date): string {
  return DAY.format(at);
}
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** What people read to each other: `20261123-000017`. */
export function orderNumber(day: string, count: number): string {
  return `${day.replaceAll('-', '')}-${String(count).padStart(6, '0')}`;
}
