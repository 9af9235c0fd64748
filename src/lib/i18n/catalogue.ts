import type { AppError, Finding } from '../errors/index.js'
import type { Wording } from './words.js'
import type { texts } from './zh/texts/index.js'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]
export const defaultLanguage: Language = 'zh-CN'

/** What commands say on the screen, typed by the Chinese source. */
export type Texts = typeof texts

/** Every word of the product in one language. */
export interface Catalogue {
  readonly language: Language
  readonly texts: Texts
  /** Message and advice of a problem. */
  readonly explain: (error: AppError) => Wording
  /** Message and advice of a finding: for the screen, an annotated sheet or a ledger. */
  readonly describe: (finding: Finding) => Wording
}

type AnyWords = Readonly<Record<string, (params: object) => Wording>>

/** Loads one language; the other one is never read. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const loaded = language === 'en' ? await import('./en/index.js') : await import('./zh/index.js')
  // Each entry is typed by its code; a code known only at run time loses that tie, hence the one cast.
  const words = loaded.words as unknown as AnyWords
  const say = (code: string, params: object): Wording =>
    words[code]?.(params) ?? { message: code, fix: [] }
  return {
    language,
    texts: loaded.texts,
    explain: (error) => say(error.code, error.params),
    describe: (finding: { readonly code: string; readonly params: object }) =>
      say(finding.code, finding.params),
  }
}

/** True for a language that we speak. */
export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}
