/** One material: what is wanted, the file that is there, its upload with bytes, preview of what was chosen here. */
import type { MaterialView, OrderView, ProductView } from '@qianyin/contract';
import { formatBytes, formatInstant, useLanguage } from '@qianyin/ui';
import { ProgressBar } from 'antd-mobile';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { Icon } from '../../parts/Icon.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { texts as orderTexts } from '../orders/texts.ts';
import { texts } from './texts.ts';
import { type MediaType, useUpload } from './use-upload.ts';

const Preview = lazy(async () => ({ default: (await import('./Preview.tsx')).Preview }));

export interface MaterialCardProps {
  orderId: string;
  requirement: ProductView['materials'][number];
  material: MaterialView | undefined;
  onUploaded: (order: OrderView) => void;
}

export function MaterialCard({ orderId, requirement, material, onUploaded }: MaterialCardProps) {
  const t = texts.useT();
  const reasons = orderTexts.useT();
  const { language } = useLanguage();
  const upload = useUpload({ orderId, kind: requirement.kind, onUploaded });
  const [previewing, setPreviewing] = useState(false);
  const in_ = language === 'en' ? 'en' : 'zh';
  const name = requirement.name[in_];
  const refusedReason = material?.refusedReason ?? null;
  return (
    <article className="card material">
      <h2>
        {name}
        <span className={`mark-tag ${requirement.required ? 'mark-tag-wait' : 'mark-tag-plain'}`}>
          {t(requirement.required ? 'required' : 'optional')}
        </span>
      </h2>
      <p className="lead">{requirement.hint[in_]}</p>
      {refusedReason !== null && upload.chosen === undefined && (
        <p className="material-refused" role="status">
          {t('refused', { reason: reasons(`reason.${refusedReason}`) })}
        </p>
      )}
      {material !== undefined && !upload.pending && (
        <p className="material-file">
          <Icon name="document" />
          <span className="row-text">
            {material.fileName}
            <span className="row-note">
              {t('uploaded', { size: formatBytes(material.bytes), at: formatInstant(material.uploadedAt, language) })}
            </span>
          </span>
        </p>
      )}
      {upload.progress !== undefined && (
        <div role="status">
          <ProgressBar percent={(100 * upload.progress.sent) / Math.max(upload.progress.total, 1)} />
          <p className="row-note qy-figures">
            {t('sending', { sent: formatBytes(upload.progress.sent), total: formatBytes(upload.progress.total) })}
          </p>
        </div>
      )}
      {upload.refused !== undefined && (
        <p className="material-refused" role="alert">
          {upload.refused}
        </p>
      )}
      <Trouble problem={upload.problem} onRetry={upload.retry} />
      <div className="material-actions">
        <FileButton label={name} disabled={upload.pending} onFile={upload.send}>
          <Icon name="upload" size={20} />
          {t(material === undefined ? 'choose' : 'replace')}
        </FileButton>
        {upload.chosen !== undefined && !upload.pending && (
          <button type="button" className="material-button" onClick={() => setPreviewing(true)}>
            {t('preview')}
          </button>
        )}
      </div>
      {previewing && upload.chosen !== undefined && (
        <Suspense fallback={null}>
          <Preview
            file={upload.chosen}
            mediaType={upload.chosen.type as MediaType}
            name={name}
            onClose={() => setPreviewing(false)}
          />
        </Suspense>
      )}
    </article>
  );
}

interface FileButtonProps {
  label: string;
  disabled: boolean;
  onFile: (file: File) => void;
  children: ReactNode;
}

function FileButton({ label, disabled, onFile, children }: FileButtonProps) {
  const id = useId();
  return (
    <>
      <input
        id={id}
        type="file"
        className="qy-visually-hidden material-input"
        accept="application/pdf,image/png,image/jpeg"
        aria-label={label}
        disabled={disabled}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file chosen again must be sent again.
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      <label htmlFor={id} className="material-button material-button-main">
        {children}
      </label>
    </>
  );
}
