export function installedMode(root: string): 'full' | 'prod' | undefined;
export function hasDevelopmentPackages(root: string): boolean;
