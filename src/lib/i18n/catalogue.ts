import type { AppError, Finding, findings, ParamsOf, problems } from '../errors/index.js'
import type { Wording, Words } from './words.js'
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

type Kinds = typeof problems & typeof findings

/** Loads one language; the other one is never read. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const loaded = language === 'en' ? await import('./en/index.js') : await import('./zh/index.js')
  const words: Words<Kinds> = loaded.words
  // A code that an older store or another version wrote may have no words here.
  const say = <C extends keyof Kinds>(code: C, params: ParamsOf<Kinds[C]>): Wording =>
    code in words ? words[code](params) : { message: code, fix: [] }
  return {
    language,
    texts: loaded.texts,
    explain: (error) => say(error.code, error.params),
    describe: (finding) => say(finding.code, finding.params),
  }
}

/** True for a language that we speak. */
export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}
