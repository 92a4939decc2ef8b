/** The seal's place in figures: for the keyboard, and for whoever must be exact. */
import type { SealPlacement } from '@qianyin/contract';
import { InputNumber } from 'antd';
import { texts } from './texts.ts';

interface PlacementFieldsProps {
  placement: SealPlacement;
  pages: number;
  onChange: (placement: SealPlacement) => void;
}

export function PlacementFields({ placement, pages, onChange }: PlacementFieldsProps) {
  const t = texts.useT();
  const fields = [
    { name: 'page', label: t('page'), min: 1, max: Math.max(1, pages), precision: 0 },
    { name: 'xMm', label: t('right'), min: 0, max: 2000, precision: 1 },
    { name: 'yMm', label: t('up'), min: 0, max: 2000, precision: 1 },
  ] as const;
  return (
    <div className="place-fields">
      {fields.map(({ name, label, ...limits }) => (
        <label key={name}>
          <span>{label}</span>
          <InputNumber
            {...limits}
            size="large"
            value={placement[name]}
            disabled={pages === 0}
            onChange={(value) => value !== null && onChange({ ...placement, [name]: value })}
          />
        </label>
      ))}
    </div>
  );
}
