export function installedMode(root: string): 'full' | 'prod' | undefined;
export function countInstalled(root: string, mode: 'full' | 'prod'): { present: number; wanted: number };
export function hasDevelopmentPackages(root: string): boolean;
