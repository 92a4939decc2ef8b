/** Where to go after the login: only pages of the desk, so that a link cannot lead a fresh session elsewhere. */
export function nextPage(wanted: string | null): string {
  return wanted && /^\/desk(?:\/[\w/-]*)?$/.test(wanted) && !wanted.startsWith('/desk/login') ? wanted : '/desk';
}
