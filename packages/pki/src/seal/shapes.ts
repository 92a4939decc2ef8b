/** The shapes of a seal that are not letters: circle and five-pointed star. */
import type { Point } from './outline.ts';
import { format } from './outline.ts';

/** A circle as four cubic arcs (largest error 0.03 % of the radius). */
export function circlePath(centre: Point, radius: number): string {
  const k = radius * 0.5522847498;
  const at = (dx: number, dy: number) => format({ x: centre.x + dx, y: centre.y + dy });
  return (
    `M${at(radius, 0)}C${at(radius, k)} ${at(k, radius)} ${at(0, radius)}` +
    `C${at(-k, radius)} ${at(-radius, k)} ${at(-radius, 0)}` +
    `C${at(-radius, -k)} ${at(-k, -radius)} ${at(0, -radius)}` +
    `C${at(k, -radius)} ${at(radius, -k)} ${at(radius, 0)}Z`
  );
}

/** A regular star of five points, one upwards; inner to outer radius is sin 18° / sin 54°. */
export function starPath(centre: Point, radius: number): string {
  const inner = (radius * Math.sin(Math.PI / 10)) / Math.sin((3 * Math.PI) / 10);
  const corners = Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 === 0 ? radius : inner;
    const angle = (i * Math.PI) / 5;
    return format({ x: centre.x + r * Math.sin(angle), y: centre.y - r * Math.cos(angle) });
  });
  return `M${corners.join('L')}Z`;
}
