/** Zoom and rotation of a viewer; «fit» follows the width of its frame. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

export type Rotation = 0 | 90 | 180 | 270;

export interface View {
  /** Null: fit the width. */
  zoom: number | null;
  rotation: Rotation;
}

const ZOOM_STEPS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;

export function nextZoom(scale: number, direction: 1 | -1): number {
  const steps = direction === 1 ? ZOOM_STEPS : ZOOM_STEPS.toReversed();
  const beyond = steps.find((step) => (direction === 1 ? step > scale * 1.01 : step < scale * 0.99));
  return beyond ?? scale;
}

export function turned(rotation: Rotation): Rotation {
  return ((rotation + 90) % 360) as Rotation;
}

/** Inner width of an element, followed as it changes; 0 before the first layout. */
export function useWidth(frame: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver((entries) => setWidth(Math.floor(entries[0]?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}

/** Keeps what stands in the middle there when everything grows or shrinks; the answer listens to the scrolling. */
export function useKeptPlace(scroller: RefObject<HTMLElement | null>, scale: number): () => void {
  // A share of the whole height: in pixels it would be lost while the frame has changed and the pages have not.
  const middle = useRef(0);
  const before = useRef(scale);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && before.current !== scale && middle.current > 0)
      element.scrollTo({ top: middle.current * element.scrollHeight - element.clientHeight / 2 });
    before.current = scale;
  }, [scroller, scale]);
  return () => {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 1 } = scroller.current ?? {};
    middle.current = scrollTop > 0 ? (scrollTop + clientHeight / 2) / scrollHeight : 0;
  };
}
