/** Orders: their computed status, and the views of applicant and operator. */
import { z } from 'zod';
import { bilingual, subjectType } from '../catalogue/model.ts';
import { centsField, emailField, idField, instantField, personNameField, unitNameField, usccField } from '../fields.ts';

export const ORDER_STATUSES = ['draft', 'submitted', 'accepted', 'refused', 'approved', 'paid', 'issued'] as const;
export const orderStatus = z.enum(ORDER_STATUSES);
export type OrderStatus = z.infer<typeof orderStatus>;

/** What the applicant fills in to claim an enterprise; the order of fields is the paper form's. */
export const claimForm = z.object({
  unitName: unitNameField,
  uscc: usccField,
  legalRepresentative: personNameField,
  /** Province, city and district of registration. */
  registeredPlace: z
    .string()
    .trim()
    .regex(/^[^\p{Cc}\p{Cf}<>]{2,60}$/u),
  unitPhone: z
    .string()
    .trim()
    .regex(/^[\d-]{7,15}$/, 'unit-phone'),
  email: emailField,
});
export type ClaimForm = z.infer<typeof claimForm>;

export const REFUSAL_REASONS = [
  'material-unreadable',
  'material-wrong',
  'stamp-missing',
  'data-differs',
  'unit-abnormal',
  'other',
] as const;
export const refusalReason = z.enum(REFUSAL_REASONS);

export const materialView = z.object({
  id: idField,
  kind: z.string(),
  name: bilingual,
  fileName: z.string(),
  mediaType: z.enum(['application/pdf', 'image/png', 'image/jpeg']),
  bytes: z.int(),
  uploadedAt: instantField,
  refusedReason: refusalReason.nullable(),
});
export type MaterialView = z.infer<typeof materialView>;

export const ORDER_EVENTS = ['created', 'submitted', 'accepted', 'approved', 'refused', 'paid', 'issued'] as const;
/** One line of the order's history, oldest first. */
export const orderEvent = z.object({
  event: z.enum(ORDER_EVENTS),
  at: instantField,
  /** Display name of the operator, for operators' decisions. */
  by: z.string().nullable(),
  reason: refusalReason.nullable(),
  note: z.string().nullable(),
});

export const orderView = z.object({
  id: idField,
  /** What people read to each other: date and counter, e.g. 20261123-000017. */
  number: z.string(),
  productId: z.string(),
  productName: bilingual,
  subject: subjectType,
  status: orderStatus,
  priceCents: centsField,
  form: claimForm,
  materials: z.array(materialView),
  history: z.array(orderEvent),
});
export type OrderView = z.infer<typeof orderView>;

export const ORDER_QUEUES = ['acceptance', 'audit'] as const;
export const orderQueue = z.enum(ORDER_QUEUES);
export type OrderQueue = z.infer<typeof orderQueue>;

export const queueEntry = z.object({
  id: idField,
  number: z.string(),
  productName: bilingual,
  unitName: z.string(),
  uscc: z.string(),
  applicantMasked: z.string(),
  submittedAt: instantField,
  /** False when this operator took the other decision on the order (four eyes). */
  mayDecide: z.boolean(),
});
export type QueueEntry = z.infer<typeof queueEntry>;

export const CHECK_OUTCOMES = ['ok', 'warning', 'failed'] as const;
/** A fact computed for the reviewer: what was compared and how it came out. */
export const reviewFact = z.object({
  check: z.enum([
    'uscc-check-character',
    'applicant-proofed',
    'enterprise-unclaimed',
    'materials-complete',
    'name-known',
  ]),
  outcome: z.enum(CHECK_OUTCOMES),
});

/** The revision that the operator looked at: an order handed in again meanwhile is not decided by mistake. */
export const reviewedRevision = z.int().optional();

export const reviewView = orderView.extend({
  applicant: z.object({
    nameMasked: z.string(),
    idNumberMasked: z.string(),
    phoneMasked: z.string(),
    provedAt: instantField,
    method: z.string(),
  }),
  facts: z.array(reviewFact),
  /** Counts what the applicant changed; a decision names the one that was looked at. */
  revision: z.int(),
  mayDecide: z.boolean(),
  /** Neighbours in the queue the operator came from, for J and K. */
  nextId: idField.nullable(),
  previousId: idField.nullable(),
});
export type ReviewView = z.infer<typeof reviewView>;
