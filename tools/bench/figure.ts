/** One measured figure. */
export interface Figure {
  name: string;
  value: number;
  unit: 's' | 'MB' | 'kB';
  /** Not to be exceeded. */
  goal?: number;
}

/** To one decimal. */
export const rounded = (value: number): number => Math.round(value * 10) / 10;
