/** Where a PDF is dropped or chosen. What is wrong with it is said before it is sent. */
import { type DragEvent, useId, useState } from 'react';
import { exchangeProblem } from '../../shared/errors.ts';
import { MAX_PDF_BYTES, MAX_PDF_MEGABYTES } from '../../shared/views.ts';
import { Problem } from './Problem.tsx';
import './file-drop.css';

export interface FileDropProps {
  title: string;
  hint: string;
  busy: boolean;
  busyTitle: string;
  onFile: (file: File) => void;
}

export function FileDrop({ title, hint, busy, busyTitle, onFile }: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof problemOfFile>>(null);
  const take = (file: File | undefined) => {
    if (!file || busy) return;
    const wrong = problemOfFile(file);
    setProblem(wrong);
    if (!wrong) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <>
      <label
        htmlFor={id}
        className="file-drop"
        data-over={over}
        aria-busy={busy}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <svg viewBox="0 0 48 48" aria-hidden="true">
          <path
            d="M12 4h17l9 9v31H12zM29 4v9h9M25 37V22M18 29l7-7 7 7"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinejoin="round"
          />
        </svg>
        <strong>{busy ? busyTitle : title}</strong>
        <span>{hint}</span>
        <input
          id={id}
          type="file"
          accept="application/pdf,.pdf"
          disabled={busy}
          onChange={({ target }) => {
            take(target.files?.[0]);
            // The same file may be chosen again.
            target.value = '';
          }}
        />
      </label>
      {problem && (
        <div className="file-drop-problem">
          <Problem problem={problem} />
        </div>
      )}
    </>
  );
}

function problemOfFile({ name, size, type }: File) {
  if (size > MAX_PDF_BYTES) return exchangeProblem('exchange/file-too-large', { maxMegabytes: MAX_PDF_MEGABYTES });
  const pdf = type === 'application/pdf' || /\.pdf$/i.test(name);
  return pdf && size > 0 ? null : exchangeProblem('exchange/not-a-pdf');
}
