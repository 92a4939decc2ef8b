/** With which certificate, and with which seal; a choice only where there is one. */
import { formatCode } from '@qianyin/ui';
import { SealPicture } from '../../parts/SealPicture.tsx';
import { texts } from './texts.ts';
import type { Choice } from './use-review.ts';

export interface WhatWithProps {
  choices: Choice[];
  chosen: number;
  choose: (index: number) => void;
}

export function WhatWith({ choices, chosen, choose }: WhatWithProps) {
  const t = texts.useT();
  if (choices.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{t(choices[0]?.seal === null ? 'certificate' : 'seal')}</h2>
      <div className="rows with" role={choices.length > 1 ? 'radiogroup' : undefined}>
        {choices.map(({ certificate, seal }, index) => {
          const body = (
            <>
              <span className="row-text">
                {seal?.name ?? certificate.name}
                <span className="row-note qy-code">{formatCode(certificate.uscc ?? '')}</span>
              </span>
              {seal !== null && (
                <span className="with-seal">
                  <SealPicture seal={seal} label="" small />
                </span>
              )}
            </>
          );
          if (choices.length === 1) {
            return (
              <div key={certificate.id} className="row with-only">
                {body}
              </div>
            );
          }
          return (
            <button
              key={`${certificate.id} ${seal?.id}`}
              type="button"
              role="radio"
              aria-checked={index === chosen}
              className={index === chosen ? 'row with-chosen' : 'row'}
              onClick={() => choose(index)}
            >
              {body}
            </button>
          );
        })}
      </div>
    </section>
  );
}
