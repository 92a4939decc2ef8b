/** Products of the certificate authorities, from catalogue/*.yaml. */
import { z } from 'zod';
import { centsField } from '../fields.ts';

export const SUBJECT_TYPES = ['unit', 'individual'] as const;
export const subjectType = z.enum(SUBJECT_TYPES);
export type SubjectType = z.infer<typeof subjectType>;

export const bilingual = z.object({ zh: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof bilingual>;

export const materialRequirement = z.object({
  /** Key within the product, e.g. `business-licence`. */
  kind: z.string(),
  name: bilingual,
  hint: bilingual,
  required: z.boolean(),
});

export const productView = z.object({
  id: z.string(),
  authority: z.string(),
  name: bilingual,
  subject: subjectType,
  years: z.int(),
  priceCents: centsField,
  /** The guide gives no price for mobile certificates: a shipped sample price is marked as one. */
  priceIsSample: z.boolean(),
  workflow: z.array(z.enum(['submit', 'review', 'pay', 'issue', 'deliver'])),
  materials: z.array(materialRequirement),
});
export type ProductView = z.infer<typeof productView>;
