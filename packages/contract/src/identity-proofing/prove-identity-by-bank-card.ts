import { z } from 'zod';
import { accountView } from '../accounts/model.ts';
import { cardNumberField, idNumberField, personNameField, phoneField } from '../fields.ts';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';

/** Prove who one is by the four elements of a bank card: name, identity number, card number, phone */
export const proveIdentityByBankCard = operation({
  domain: 'identity-proofing',
  name: 'prove-identity-by-bank-card',
  method: 'POST',
  audience: 'wallet',
  summary: 'Prove who one is by the four elements of a bank card: name, identity number, card number, phone',
})
  .errors(
    fails(
      'identity-proofing/mismatch',
      'identity-proofing/already-done',
      'identity-proofing/identity-taken',
      'identity-proofing/provider-unavailable',
      'identity-proofing/tries-used',
    ),
  )
  .input(
    z.object({
      name: personNameField,
      idNumber: idNumberField,
      cardNumber: cardNumberField,
      phone: phoneField,
      /** The text the user agreed to before the data left the phone. */
      consent: z.literal(true),
    }),
  )
  .output(accountView);
