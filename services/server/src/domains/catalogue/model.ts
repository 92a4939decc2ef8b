/**
 * One authority as its YAML file describes it. Strict: a misspelt key is an error at start, not a missing rule later.
 * Left out: the calculation of multi-year and multi-key fees.
 */
import { SUBJECT_TYPES, bilingual } from '@qianyin/contract';
import { z } from 'zod';

const SERVICES = [
  'new',
  'renewal',
  'replacement',
  'change-name',
  'change-legal-representative',
  'change-seal-image',
  'unlock',
  'revocation',
  'exchange',
] as const;

const kebab = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);
const service = z.enum(SERVICES);
const subject = z.enum(SUBJECT_TYPES);
/** Yuan in the file, integer cents in the program. */
const yuan = z
  .number()
  .min(0)
  .max(1_000_000)
  .refine((amount) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6, 'at most two decimals');
const inCents = <T extends { yuan: number }>({ yuan: amount, ...rest }: T) => ({
  cents: Math.round(amount * 100),
  ...rest,
});

const requirement = z.strictObject({ kind: kebab, required: z.boolean(), when: kebab.optional() });
const material = z.strictObject({ name: bilingual, hint: bilingual.optional() });

const fee = z
  .strictObject({
    yuan,
    per: z.enum(['key', 'key-first-year', 'key-year', 'time', 'seal']),
    /** The fee that each year after the first costs. */
    laterYears: service.optional(),
    offer: z.strictObject({ yuan, years: z.int().positive() }).transform(inCents).optional(),
  })
  .transform(inCents);
const fees = z.partialRecord(service, fee.nullable());

const form = z.strictObject({ services: z.array(service), fields: z.array(kebab), captures: z.array(kebab) });

const product = z.strictObject({
  id: kebab,
  name: bilingual,
  subject,
  service,
  years: z.int().min(1).max(5),
  price: z.strictObject({ yuan, sample: z.boolean() }).transform(inCents),
  materials: z.array(requirement),
});

export const authoritySchema = z.strictObject({
  id: kebab,
  name: bilingual,
  workflow: z.array(z.enum(['submit', 'review', 'pay', 'issue', 'deliver'])),
  subjects: z.array(subject),
  services: z.array(service),
  usableFor: z.array(z.string()).optional(),
  contact: z
    .strictObject({
      hotline: z.string(),
      counterHours: z.string().optional(),
      counterPayment: z.array(z.enum(['cash', 'alipay', 'wechat'])).optional(),
    })
    .optional(),
  online: bilingual.optional(),
  keys: z.strictObject({ initialPin: z.string(), subKeyHasSeal: z.boolean().optional() }).optional(),
  materials: z.record(kebab, material),
  requirements: z
    .partialRecord(subject, z.partialRecord(z.enum(['every', ...SERVICES]), z.array(requirement)))
    .optional(),
  fees: z.partialRecord(subject, z.strictObject({ certificate: fees, seal: fees })).optional(),
  forms: z.partialRecord(subject, form).optional(),
  invoice: z.strictObject({ withinWorkingDays: z.int(), sentTo: kebab }).optional(),
  agreement: z
    .strictObject({
      holderReportsWithinHours: z.int(),
      authorityRevokesWithinHours: z.int(),
      objectionDays: z.int(),
      validityCountsFrom: kebab,
    })
    .optional(),
  products: z.array(product).default([]),
});

export type Authority = z.infer<typeof authoritySchema>;
export type Product = Authority['products'][number];
