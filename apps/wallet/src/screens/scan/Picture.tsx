/** A picture of the code instead of the camera: chosen from the album, or pasted. */
import { useEffect, useId, useState } from 'react';
import { Icon } from '../../parts/Icon.tsx';
import { readPicture } from './read-code.ts';
import { texts } from './texts.ts';

export function Picture({ onText }: { onText: (text: string) => void }) {
  const t = texts.useT();
  const id = useId();
  const [nothing, setNothing] = useState(false);
  const look = async (file: Blob) => {
    const text = await readPicture(file);
    setNothing(text === undefined);
    if (text !== undefined) onText(text);
  };
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
      if (file !== undefined) void look(file);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  });
  return (
    <div className="scan-picture">
      <input
        id={id}
        type="file"
        accept="image/*"
        className="qy-visually-hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void look(file);
        }}
      />
      <label htmlFor={id} className="scan-way">
        <Icon name="picture" />
        {t('picture')}
      </label>
      <p className="row-note scan-paste">{t('paste')}</p>
      {nothing && (
        <p className="scan-nothing" role="alert">
          {t('noCode')}
        </p>
      )}
    </div>
  );
}
