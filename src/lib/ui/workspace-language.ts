import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isLanguage, type Language } from '../i18n/index.js'

/**
 * The language that a workspace's hallkit.yaml asks for; null without one. Only this line is looked at, because
 * even the message that the file is broken must be said in some language.
 */
export function workspaceLanguage(folder: string): Language | null {
  const lang = readText(join(folder, 'hallkit.yaml'))?.match(/^lang:\s*["']?([\w-]+)/m)?.[1]
  return isLanguage(lang) ? lang : null
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Whether the folder is a workspace at all is the command's question, and it answers in words.
    return null
  }
}
