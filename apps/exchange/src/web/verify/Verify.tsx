/** Verification for everybody: drop a file, get a plain answer and the full report. */
import type { VerificationReport } from '@qianyin/contract';
import { useMutation } from '@tanstack/react-query';
import { postPdf } from '../api/call.ts';
import { FileDrop } from '../shell/FileDrop.tsx';
import { Frame } from '../shell/Frame.tsx';
import { Problem } from '../shell/Problem.tsx';
import { Report } from './Report.tsx';
import { texts } from './texts.ts';
import './verify.css';

export function Verify() {
  const t = texts.useT();
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: (file: File) =>
      postPdf<VerificationReport>(`/api/verifications?name=${encodeURIComponent(file.name)}`, file),
  });
  return (
    <Frame title={t('title')}>
      <h1>{t('title')}</h1>
      <p className="frame-lead qy-no-print">{t('lead')}</p>
      {data ? (
        <>
          <Report report={data} />
          <button type="button" className="frame-button frame-button-quiet qy-no-print" onClick={reset}>
            {t('another')}
          </button>
        </>
      ) : (
        <FileDrop
          title={t('drop')}
          hint={t('dropHint')}
          busy={isPending}
          busyTitle={t('checking')}
          onFile={(file) => mutate(file)}
        />
      )}
      {error && (
        <div className="file-drop-problem">
          <Problem problem={error} />
        </div>
      )}
    </Frame>
  );
}
