/** The four elements that a bank card's holder is known by. */
import { cardNumberField, idNumberField, personNameField, phoneField } from '@qianyin/contract';
import { z } from 'zod';

export const elements = z.object({
  name: personNameField,
  idNumber: idNumberField,
  cardNumber: cardNumberField,
  phone: phoneField,
});
export type Elements = z.output<typeof elements>;
