/** The fields of a claim in the order of the paper form. */
import type { ClaimForm } from '@qianyin/contract';
import { Field, type FieldProps } from '../../parts/Field.tsx';
import type { Form } from '../../parts/use-form.ts';
import { texts } from './texts.ts';

export type ClaimValues = Record<keyof ClaimForm, string>;

export const EMPTY_CLAIM: ClaimValues = {
  unitName: '',
  uscc: '',
  legalRepresentative: '',
  registeredPlace: '',
  unitPhone: '',
  email: '',
};

type T = ReturnType<typeof texts.useT>;

const fields = (t: T): [keyof ClaimForm, Partial<FieldProps>][] => [
  ['unitName', { maxLength: 100, autoComplete: 'organization' }],
  ['uscc', { maxLength: 18, autoCapitalize: 'characters', autoComplete: 'off', className: 'qy-code' }],
  ['legalRepresentative', { maxLength: 40, autoComplete: 'off' }],
  ['registeredPlace', { maxLength: 60, hint: t('placeHint') }],
  ['unitPhone', { maxLength: 15, inputMode: 'tel', autoComplete: 'tel' }],
  ['email', { maxLength: 120, inputMode: 'email', autoComplete: 'email', hint: t('emailHint') }],
];

export interface ClaimFieldsProps {
  form: Form<ClaimValues, ClaimForm>;
  /** Sentences from the service, by field. */
  refused: Record<string, string>;
}

export function ClaimFields({ form, refused }: ClaimFieldsProps) {
  const t = texts.useT();
  return (
    <div className="card">
      {fields(t).map(([name, more]) => (
        <Field
          key={name}
          {...more}
          label={t(name)}
          value={form.values[name]}
          onValue={(value) => form.set(name, name === 'uscc' ? value.toUpperCase().replace(/\s/g, '') : value)}
          onBlur={() => form.visit(name)}
          error={form.errorOf(name) ?? refused[name] ?? refused[`form.${name}`]}
        />
      ))}
    </div>
  );
}
