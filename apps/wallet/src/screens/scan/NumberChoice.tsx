/** Which of three numbers stands on the computer: whoever relays the code from elsewhere does not see it. */
import { texts } from './texts.ts';

/** Of the section, for bringing it into view. */
export const NUMBERS_ID = 'numbers';

export interface NumberChoiceProps {
  numbers: string[];
  chosen: string | null;
  onChoose: (number: string) => void;
}

export function NumberChoice({ numbers, chosen, onChoose }: NumberChoiceProps) {
  const t = texts.useT();
  return (
    <section id={NUMBERS_ID} className="numbers">
      <h2 id="numbers-title">{t('number')}</h2>
      <div className="numbers-three" role="radiogroup" aria-labelledby="numbers-title">
        {numbers.map((number) => (
          <button
            key={number}
            type="button"
            role="radio"
            aria-checked={number === chosen}
            className={number === chosen ? 'number number-chosen' : 'number'}
            onClick={() => onChoose(number)}
          >
            {number}
          </button>
        ))}
      </div>
      <p className="row-note">{t('numberLead')}</p>
    </section>
  );
}
