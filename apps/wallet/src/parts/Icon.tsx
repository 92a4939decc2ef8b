/** Line icons of the wallet on a 24 × 24 grid, in the colour of the text. */

const PATHS = {
  home: 'M4 11l8-7 8 7M6 10v10h4v-6h4v6h4V10',
  scan: 'M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M4 12h16',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 20c1.5-4 4.5-5 8-5s6.5 1 8 5',
  back: 'M15 5l-7 7 7 7',
  chevron: 'M9 5l7 7-7 7',
  certificate: 'M4 5h16v11H4zM7 9h7M7 12h4M15 13.5a2 2 0 1 0 0-.01M13.5 15v5l1.5-1 1.5 1v-5',
  list: 'M6 4h12v16H6zM9 9h6M9 13h6M9 17h3',
  seal: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 8l1.2 2.7 2.8.3-2.1 1.9.6 2.8L12 14.3l-2.5 1.4.6-2.8L8 11l2.8-.3z',
  platform: 'M4 20h16M6 20V9M10 20V9M14 20V9M18 20V9M3 9l9-5 9 5z',
  plus: 'M12 5v14M5 12h14',
  check: 'M5 13l4.5 4.5L19 7',
  cross: 'M6 6l12 12M18 6L6 18',
  warning: 'M12 4l9 16H3zM12 10v5M12 17.5v.5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2',
  phone: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1M11 18h2',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  leave: 'M10 4H5v16h5M10 12h10M16 8l4 4-4 4',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5a1 1 0 1 0 0-.01',
  keyboard: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M17 14h.01M7 14h.01M10 14h4',
  erase: 'M9 6h11v12H9l-6-6zM12 9.5l5 5M17 9.5l-5 5',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M16 16l4.5 4.5',
  upload: 'M12 16V5M7 9l5-5 5 5M5 20h14',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" className="icon">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
