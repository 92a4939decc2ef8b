/** The upload of one material: checks that save a trip, progress, and the file chosen here for its preview. */
import type { OrderView } from '@qianyin/contract';
import { formatBytes } from '@qianyin/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { phone } from '../../app/browser-phone.ts';
import { type UploadProgress, withProgress } from '../../app/upload-progress.ts';
import { texts } from './texts.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type MediaType = (typeof TYPES)[number];

/** Of every upload of an order: nothing is handed in while one is under way. */
export const uploadKey = (orderId: string) => ['upload-material', orderId];

export function useUpload(input: { orderId: string; kind: string; onUploaded: (order: OrderView) => void }) {
  const { orderId, kind, onUploaded } = input;
  const t = texts.useT();
  const [chosen, setChosen] = useState<File>();
  const [progress, setProgress] = useState<UploadProgress>();
  const [refused, setRefused] = useState<string>();
  const uploading = useMutation({
    mutationKey: uploadKey(orderId),
    mutationFn: (file: File) =>
      withProgress(setProgress, () => phone().api.orders.uploadMaterial({ orderId, kind, file })),
    onSuccess: onUploaded,
    onSettled: () => setProgress(undefined),
  });
  const send = (file: File) => {
    const wrong = refusal(file, t);
    setRefused(wrong);
    uploading.reset();
    if (wrong !== undefined) return;
    setChosen(file);
    uploading.mutate(file);
  };
  return {
    chosen,
    progress,
    refused,
    pending: uploading.isPending,
    problem: uploading.error,
    send,
    retry: () => chosen !== undefined && uploading.mutate(chosen),
  };
}

function refusal(file: File, t: ReturnType<typeof texts.useT>): string | undefined {
  if (!TYPES.some((type) => type === file.type)) return t('wrongType');
  if (file.size > MAX_BYTES) return t('tooLarge', { size: formatBytes(file.size) });
  return undefined;
}
