import type { Language } from './language.ts'

/** The catalogues of a language; English is in the rooms themselves. */
export async function loadLanguage(language: Language): Promise<Readonly<Record<string, unknown>> | null> {
  return language === 'en' ? null : (await import('./de/de.ts')).de
}
