/**
 * i18n: every word a person reads, in Chinese (the source) and English (typed by the source, so a
 * missing entry does not compile). It decides nothing; domain rooms never import it.
 */
export {
  type Catalogue,
  defaultLanguage,
  isLanguage,
  type Language,
  languages,
  loadCatalogue,
  type Texts,
} from './catalogue.js'
export { type HelpWords, loadHelpWords } from './help-words.js'
export type { CommandText, CommandTexts, Wording, Words } from './words.js'
