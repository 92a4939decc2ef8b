/** The run from PIN to certificate as states of a screen. */
import type { OrderView } from '@qianyin/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { phone } from '../../app/browser-phone.ts';
import { obtainCertificate, type ObtainStep } from '../../core/obtain-certificate.ts';
import type { KeyRefusal } from '../../core/refusal.ts';
import { isFinal } from '../../pin/KeyRefused.tsx';

export type ObtainState =
  | { name: 'asking'; refusal?: KeyRefusal }
  | { name: 'working'; step: ObtainStep }
  | { name: 'obtained'; certificateId: string }
  | { name: 'final'; refusal: KeyRefusal }
  | { name: 'failed'; problem: unknown };

export function useObtain(order: OrderView) {
  const queries = useQueryClient();
  const [state, setState] = useState<ObtainState>({ name: 'asking' });
  const run = async (pin: string) => {
    setState({ name: 'working', step: 'signing-key' });
    try {
      const result = await obtainCertificate(phone(), {
        order,
        pin,
        onStep: (step) => setState({ name: 'working', step }),
      });
      // Whatever came of it, the next look asks what is needed now.
      await queries.invalidateQueries({ queryKey: ['obtain-need', order.id] });
      if (result.outcome === 'refused') {
        setState(isFinal(result) ? { name: 'final', refusal: result } : { name: 'asking', refusal: result });
        return;
      }
      setState({ name: 'obtained', certificateId: result.certificate.certificateId });
      await queries.invalidateQueries();
    } catch (problem) {
      setState({ name: 'failed', problem });
    }
  };
  return { state, run: (pin: string) => void run(pin), reset: () => setState({ name: 'asking' }) };
}
