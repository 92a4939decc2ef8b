/** Choosing what to sign with, and checking what is to be signed before anybody is asked for a PIN. */
import type { ScanRequest, SealView } from '@qianyin/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { phone } from '../../app/browser-phone.ts';
import type { PhoneCertificate } from '../../core/certificate-view.ts';
import { fittingCertificates, type ReviewedScan, reviewScan } from '../../core/scan.ts';

export interface Choice {
  certificate: PhoneCertificate;
  /** Null for a login. */
  seal: SealView | null;
}

/** Every certificate, with every seal of it when the request is for sealing. */
async function choices(request: ScanRequest): Promise<Choice[]> {
  const certificates = await fittingCertificates(phone(), request);
  if (request.kind === 'login') return certificates.map((certificate) => ({ certificate, seal: null }));
  const { seals } = await phone().api.seals.listSeals();
  return certificates.flatMap((certificate) =>
    seals.filter((seal) => seal.certificateId === certificate.id).map((seal) => ({ certificate, seal })),
  );
}

export function useReview(request: ScanRequest) {
  const [chosen, choose] = useState(0);
  const offered = useQuery({ queryKey: ['scan-choices', request.id], queryFn: () => choices(request), retry: false });
  const choice = offered.data?.[chosen];
  const review = useQuery<ReviewedScan>({
    queryKey: ['scan-review', request.id, choice?.certificate.id, choice?.seal?.id],
    queryFn: () => reviewScan(phone(), { request, certificate: choice!.certificate, sealId: choice!.seal?.id ?? null }),
    enabled: choice !== undefined,
    // Preparing again makes other bytes to sign: only when another choice is made.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  return {
    choices: offered.data ?? [],
    chosen,
    choose,
    choice,
    review: review.data,
    noSeal: offered.data?.length === 0,
    problem: offered.error ?? review.error,
  };
}
