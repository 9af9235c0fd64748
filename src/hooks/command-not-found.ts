import type { Hook } from '@oclif/core'
import { unknownCommand } from '../lib/ui/unknown-command.js'

/** Answers a word that is no command in the catalogue's words. */
export const commandNotFound: Hook.CommandNotFound = async ({ id, config }) => {
  const error = unknownCommand(id, config.commandIDs)
  // oclif throws a hook's error on only when it carries an exit code of its own.
  throw Object.assign(error, { oclif: { exit: error.exit } })
}
