/** The language of what somebody wrote, for `lang`: `zh-CN` where there are Han characters, else that of the page. */
export function languageOf(text: string): 'zh-CN' | undefined {
  return /\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined;
}
